import type { CodeHost, CodeHostName } from "../code-host/code-host.ts";
import { CodeHostError } from "../code-host/code-host-error.ts";
import type { RequestOptions } from "./approval-options.ts";
import { RefusedError } from "./refused-error.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Asks a code host something; its client is loaded only now, and closed whatever comes of it. Throws
 * {@link RefusedError} where what it said approves nothing, and CodeHostError where it cannot be asked.
 */
export async function withCodeHost<Result>(
  terminal: Terminal,
  name: CodeHostName,
  { pullRequest: request }: RequestOptions,
  ask: (host: CodeHost) => Promise<Result>,
): Promise<Result> {
  const { openCodeHost } = await import("../code-host/open-code-host.ts");
  const { environment, signal } = terminal;
  const host = await openCodeHost(name, { environment, request, signal });
  try {
    return await ask(host);
  } catch (error) {
    throw error instanceof CodeHostError && error.refused ? new RefusedError("review-refused", error.message) : error;
  } finally {
    await host.close();
  }
}
