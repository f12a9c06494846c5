import type { Identity } from "../api/ports.ts";
import { peekCharter } from "../charter/peek-charter.ts";
import type { Reading } from "../membership/reading.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { type Connection, openConnection } from "./connection.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import type { Terminal } from "./terminal.ts";

/** Everything that is asked of an API for a plan, under way. */
export interface LiveSide {
  readonly model: Promise<RoleModel>;
  readonly identity: Promise<Identity>;
  readonly reading: Promise<Reading>;
}

/** A connection over which the live side is being read already. */
export interface ReadAhead {
  readonly organization: string;
  readonly connection: Connection;
  readonly live: LiveSide;
}

/** Of a charter smaller than this the parsing is over before an answer could come. */
const WORTH_IT_BYTES = 256 * 1024;

/** Asks for the live side. What fails does so where it is waited for. */
export function readLive({ reader }: Pick<Connection, "reader">): LiveSide {
  const live = { reading: reader.read(), model: reader.readRoleModel(), identity: reader.whoAmI() };
  for (const asked of Object.values(live)) asked.catch(() => undefined);
  return live;
}

/**
 * Begins to read the live side of a big charter before the charter itself is parsed: the API works while this process
 * does. Undefined for a small one, for an API inside this process, and where something is missing, which is then said in
 * its turn. Should the charter turn out to be faulty or another's, the connection is closed unread.
 */
export async function tryReadAhead(
  terminal: Terminal,
  paths: readonly string[],
  options: ConnectionOptions,
): Promise<ReadAhead | undefined> {
  if (!/^\s*https?:/i.test(options.api ?? terminal.environment.CHARTER_API ?? "")) return undefined;
  const { organization, bytes } = peekCharter(paths, { cwd: terminal.cwd });
  if (organization === undefined || bytes < WORTH_IT_BYTES) return undefined;
  try {
    const connection = await openConnection(terminal, options, organization);
    return { organization, connection, live: readLive(connection) };
  } catch {
    return undefined;
  }
}
