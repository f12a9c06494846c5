import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type RunningServer, startServer } from "../server/index.ts";
import { orExplained, reportTo } from "./server-faults.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Two commands at once follow one another. */
const PATIENCE_MS = 10_000;

/** The project's own API inside this process, on a free port of the loopback address. Its data must be there. */
export async function startEmbedded(terminal: Terminal, folder: string): Promise<RunningServer> {
  if (folder === "") throw new UsageError("embedded: needs a folder, as in --api embedded:.charter/api");
  const data = resolve(terminal.cwd, folder);
  // Made by whoever only meant to look, an empty database would answer that the token is unknown.
  if (!existsSync(data))
    throw new UsageError(`there is no folder ${folder}: \`charter serve bootstrap --data ${folder}\` makes it`);
  const report = reportTo(terminal);
  return await orExplained(folder, () =>
    startServer({ data, allowImpersonation: true, report, patienceMs: PATIENCE_MS }),
  );
}
