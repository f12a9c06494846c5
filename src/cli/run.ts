import { CommanderError } from "commander";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { explainFailure } from "./explain-failure.ts";
import { processTerminal } from "./process-terminal.ts";
import { buildProgram } from "./program.ts";
import type { Terminal } from "./terminal.ts";

/** Runs one command and says how it ended. Never throws: a bug too becomes a message and exit code 1. */
export async function run(
  argv: readonly string[],
  version: string,
  terminal: Terminal = processTerminal(argv.includes("--no-color")),
): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = buildProgram(version, terminal, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.error;
    terminal.err(explainFailure(error, terminal));
    return EXIT.error;
  }
}
