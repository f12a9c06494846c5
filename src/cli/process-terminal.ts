import { EXIT } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

/** The terminal of this process. `noColor`: the option `--no-color`, which counts like `NO_COLOR`. */
export function processTerminal(noColor: boolean): Terminal {
  const { env, stdin, stdout, stderr } = process;
  const ci = env.CI !== undefined && env.CI !== "" && env.CI !== "false" && env.CI !== "0";
  const colored = (stream: NodeJS.WriteStream) => !noColor && wantsColor(env, stream.isTTY === true);
  const signal = interruption();
  stdout.on("error", reportLostOutput);
  // What is said besides, and cannot be, ends nothing: an apply goes on, and so does a server.
  stderr.on("error", () => undefined);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    environment: env,
    cwd: process.cwd(),
    interactive: stdin.isTTY === true && stdout.isTTY === true && !ci,
    width: { out: widthOf(stdout), err: widthOf(stderr) },
    canvas: stderr.isTTY === true && !ci && env.TERM !== "dumb" ? stderr : undefined,
    color: { out: colored(stdout), err: colored(stderr) },
    ask: (question) => ask(question, signal),
    signal,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => new Date().toISOString(),
  };
}

function wantsColor(env: NodeJS.ProcessEnv, terminal: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "" && env.FORCE_COLOR !== "0") return true;
  return terminal && env.TERM !== "dumb";
}

/** Some terminals say that they have 0 columns while nobody has told them otherwise. */
function widthOf(stream: NodeJS.WriteStream): number | undefined {
  return stream.isTTY === true && stream.columns > 0 ? stream.columns : undefined;
}

/**
 * `charter plan | head` is no error, and `charter apply | head` must not end half-way: what nobody reads is dropped. What
 * a full disk does not take is an error, once the verb has come to its end.
 */
function reportLostOutput(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  process.stderr.write(`error: cannot write to standard output: ${error.message}\n`);
  process.on("exit", (code) => {
    if (code === EXIT.done) process.exitCode = EXIT.error;
  });
}

async function ask(question: string, signal: AbortSignal): Promise<string> {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return await new Promise((resolve) => {
    lines.on("close", () => resolve(""));
    lines.on("SIGINT", () => {
      process.stderr.write("\n");
      lines.close();
    });
    signal.addEventListener("abort", () => lines.close(), { once: true });
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
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
