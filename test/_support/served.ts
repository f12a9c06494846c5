import { type RunningCommand, runCommand, startCommand } from "./child-command.ts";

/** The API as a process of its own, with one organization. */
export interface Served {
  readonly url: string;
  readonly token: string;
  readonly server: RunningCommand;
}

/** Bootstraps `acme` in `cwd/api` and serves it, all through the built command. */
export async function serveAcme(cwd: string, ...argv: string[]): Promise<Served> {
  const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "api", "--json"];
  const { token } = JSON.parse((await runCommand(["serve", "bootstrap", ...founding], { cwd })).out) as {
    token: string;
  };
  const server = startCommand(["serve", "--port", "0", "--data", "api", "--json", ...argv], { cwd });
  let line = "";
  await server.until("out", (out) => {
    line = out;
    return out.includes("\n");
  });
  const { url } = JSON.parse(line) as { url: string };
  return { url, token, server };
}
