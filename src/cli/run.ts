import { CommanderError } from "commander";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { explainFailure } from "./explain-failure.ts";
import { assertVerbsOfHelp, helpOn } from "./help-on.ts";
import { processTerminal } from "./process-terminal.ts";
import { buildProgram } from "./program.ts";
import { RefusedError } from "./refused-error.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

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
    assertNoToken(argv);
    const words = withoutColorOption(argv);
    if (words[0] === "help") helpOn(program, words.slice(1)).outputHelp();
    else {
      assertVerbsOfHelp(program, words);
      await program.parseAsync(words, { from: "user" });
    }
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.error;
    terminal.err(explainFailure(error, terminal));
    return error instanceof RefusedError ? EXIT.refused : EXIT.error;
  }
}

/** Whatever is said about an unknown option quotes it, and a token must not come into a log. */
function assertNoToken(argv: readonly string[]): void {
  if (argv.some((argument) => argument === "--token" || argument.startsWith("--token=")))
    throw new UsageError(
      "a token is never an argument, where everybody on the machine could read it: set CHARTER_TOKEN, or name a file with --token-file",
    );
}

/** `--no-color` may stand anywhere, and has been heard by the terminal already. */
function withoutColorOption(argv: readonly string[]): string[] {
  const end = argv.indexOf("--");
  return argv.filter((argument, index) => argument !== "--no-color" || (end >= 0 && index > end));
}
