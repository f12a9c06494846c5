import { loadCharter } from "../charter/load-charter.ts";
import { type Connection, openConnection, openEndpoint } from "./connection.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/**
 * A connection for verbs that read no charter. The organization is the one that is named, else the one of the
 * charter in this folder, else the only one that the token belongs to.
 */
export async function openConnectionToOne(terminal: Terminal, options: ConnectionOptions): Promise<Connection> {
  const organization =
    options.organization ?? (await charterOrganization(terminal)) ?? (await onlyMembership(terminal, options));
  return await openConnection(terminal, options, organization);
}

async function charterOrganization(terminal: Terminal): Promise<string | undefined> {
  const loaded = loadCharter([], { cwd: terminal.cwd });
  return loaded.document?.organization;
}

async function onlyMembership(terminal: Terminal, options: ConnectionOptions): Promise<string> {
  const endpoint = await openEndpoint(terminal, options);
  try {
    const { listMemberships } = await import("../api/list-memberships.ts");
    const memberships = await listMemberships(endpoint.transport);
    const [only, ...others] = memberships.map(({ organization }) => organization);
    if (only !== undefined && others.length === 0) return only;
    const known =
      memberships.length === 0 ? "the token belongs to none" : `the token belongs to ${[only, ...others].join(", ")}`;
    throw new UsageError(`which organization? ${known}; pass --organization KEY`);
  } finally {
    await endpoint.close();
  }
}
