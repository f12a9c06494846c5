import { createInterface } from "node:readline/promises";
import type { Terminal } from "./terminal.ts";

/** The terminal of this process. `noColor`: the option `--no-color`, which counts like `NO_COLOR`. */
export function processTerminal(noColor: boolean): Terminal {
  const { env, stdin, stdout, stderr } = process;
  const ci = env.CI !== undefined && env.CI !== "" && env.CI !== "false";
  const colored = (stream: NodeJS.WriteStream) => !noColor && wantsColor(env, stream.isTTY === true);
  for (const stream of [stdout, stderr]) stream.on("error", quitOnClosedPipe);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    environment: env,
    cwd: process.cwd(),
    interactive: stdin.isTTY === true && stdout.isTTY === true && !ci,
    color: { out: colored(stdout), err: colored(stderr) },
    ask,
    signal: interruption(),
    today: () => new Date().toISOString().slice(0, 10),
    now: () => new Date().toISOString(),
  };
}

function wantsColor(env: NodeJS.ProcessEnv, terminal: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "" && env.FORCE_COLOR !== "0") return true;
  return terminal && env.TERM !== "dumb";
}

/** `charter plan | head` is no error. */
function quitOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit();
  throw error;
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** The first Ctrl-C asks for a clean end, the second one ends at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort();
    });
  }
  return controller.signal;
}
