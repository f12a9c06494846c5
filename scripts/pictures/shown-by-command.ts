import { capturedTerminal } from "../../src/cli/captured-terminal.ts";
import { processTerminal } from "../../src/cli/process-terminal.ts";
import { run } from "../../src/cli/run.ts";
import { fromRoot } from "../generate/paths.ts";

/** What somebody sees who runs a command in the demo's folder, in colour, with the prompt and the command before it. */
export async function shownByCommand(
  argv: readonly string[],
  { token, columns }: { token: string; columns: number },
): Promise<string> {
  let shown = `\u001b[2m$\u001b[22m \u001b[1mcharter ${argv.join(" ")}\u001b[22m\n`;
  const show = (text: string) => {
    shown += text;
  };
  const folder = fromRoot(".demo");
  await run([...argv, "--token-file", token], "0.0.0", {
    ...capturedTerminal(processTerminal(false)).terminal,
    out: show,
    err: show,
    cwd: folder,
    environment: { CHARTER_API: "embedded:api" },
    width: { out: columns, err: columns },
    color: { out: true, err: true },
  });
  return shown;
}
