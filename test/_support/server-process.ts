import { fileURLToPath } from "node:url";
import { type ChildSurroundings, type Ended, type RunningCommand, runCommand, startCommand } from "./child-command.ts";

/** The command as it is in the sources: for tests that need a process of its own, and no build. */
export const SOURCE = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess extends RunningCommand {
  readonly url: string;
}

/** Runs the command from its sources to its end. */
export function runSource(argv: readonly string[], surroundings: ChildSurroundings): Promise<Ended> {
  return runCommand(argv, { ...surroundings, entry: SOURCE });
}

/** Serves on a free port, and waits until it listens. */
export function serveSource(argv: readonly string[], surroundings: ChildSurroundings): Promise<ServerProcess> {
  return untilListening(
    startCommand(["serve", "--port", "0", "--json", "--log", "none", ...argv], { ...surroundings, entry: SOURCE }),
  );
}

/** @throws where it ends before it listens */
export async function untilListening(server: RunningCommand): Promise<ServerProcess> {
  let line = "";
  await server.until("out", (out) => {
    line = out;
    return out.includes("\n");
  });
  if (!line.includes("\n")) throw new Error(`the server ended before it listened: ${(await server.ended).err}`);
  return { ...server, url: (JSON.parse(line) as { url: string }).url };
}

/** Makes `acme`, which belongs to Ada, and gives a token of hers. */
export async function foundAcme(argv: readonly string[], surroundings: ChildSurroundings): Promise<string> {
  const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--json", ...argv];
  const { code, out, err } = await runSource(["serve", "bootstrap", ...founding], surroundings);
  if (code !== 0) throw new Error(`acme was not founded: ${err}`);
  return (JSON.parse(out) as { token: string }).token;
}
