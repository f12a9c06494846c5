import type { DeadLetters } from "../../fleet/dead-letters.ts";
import type { FleetDatabase } from "../../fleet/fleet-database.ts";
import type { FleetQueue } from "../../fleet/fleet-queue.ts";
import type { FleetRounds } from "../../fleet/fleet-rounds.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { FleetOptions, PatienceOptions } from "./fleet-options.ts";

/** A fleet that is open; it is closed by its database. */
export interface Fleet {
  readonly database: FleetDatabase;
  readonly queue: FleetQueue;
  readonly rounds: FleetRounds;
  readonly deadLetters: DeadLetters;
}

/** How it is opened: a worker stays, and hears of what goes wrong behind it. */
export interface Opening {
  readonly stays: boolean;
  readonly report: (error: Error) => void;
}

const FOR_A_MOMENT: Opening = { stays: false, report: () => undefined };

/** Connects to a fleet; the queue's packages are loaded only now. Throws FleetError. */
export async function openFleet(
  terminal: Terminal,
  options: FleetOptions & PatienceOptions,
  opening: Opening = FOR_A_MOMENT,
): Promise<Fleet> {
  const url = urlOf(terminal, options);
  const [{ FleetDatabase }, { FleetQueue }, { FleetRounds }, { DeadLetters }] = await Promise.all([
    import("../../fleet/fleet-database.ts"),
    import("../../fleet/fleet-queue.ts"),
    import("../../fleet/fleet-rounds.ts"),
    import("../../fleet/dead-letters.ts"),
  ]);
  const database = await FleetDatabase.open({ url, ...opening });
  try {
    const { attempts, retryDelay, heartbeat, expire } = options;
    const queue = await FleetQueue.open(database, options.fleet, {
      ...(attempts === undefined ? {} : { retries: attempts - 1 }),
      ...(retryDelay === undefined ? {} : { retryDelay }),
      ...(heartbeat === undefined ? {} : { heartbeat }),
      ...(expire === undefined ? {} : { expire }),
    });
    const rounds = await FleetRounds.open(database, queue);
    return { database, queue, rounds, deadLetters: new DeadLetters(database, queue) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Opens a fleet for as long as `use` runs. */
export async function withOpenFleet<Result>(
  terminal: Terminal,
  options: FleetOptions & PatienceOptions,
  use: (fleet: Fleet) => Promise<Result>,
): Promise<Result> {
  const fleet = await openFleet(terminal, options);
  try {
    return await use(fleet);
  } finally {
    await fleet.database.close();
  }
}

function urlOf({ environment }: Terminal, { database }: FleetOptions): string {
  const url = (database ?? environment.CHARTER_FLEET_DATABASE ?? "").trim();
  if (url === "")
    throw new UsageError("the fleet has no database: pass --database postgres://…, or set CHARTER_FLEET_DATABASE");
  const protocol = URL.canParse(url) ? new URL(url).protocol : "";
  if (protocol === "postgres:" || protocol === "postgresql:") return url;
  throw new UsageError("the fleet's database must be a postgres:// URL");
}
