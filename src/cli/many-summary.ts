import { jsonText } from "../diagnostics/json-text.ts";
import { printable } from "../diagnostics/printable.ts";
import { columnsText } from "../render/columns.ts";
import { paint } from "../render/paint.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Finished } from "./many-organizations.ts";
import { asJson } from "./print-plan.ts";
import type { Terminal } from "./terminal.ts";
import type { PlanOptions } from "./verbs/plan-command.ts";

const WORDS: Readonly<Record<ExitCode, string>> = {
  0: "done",
  1: "error",
  2: "pending",
  3: "refused",
  4: "incomplete",
};

/** One line an organization, or one document about all of them. */
export function showSummary(
  terminal: Terminal,
  finished: readonly Finished[],
  exitCode: ExitCode,
  options: PlanOptions,
): void {
  if (asJson(options)) return terminal.out(jsonText({ organizations: finished.map(toJson), exitCode }));
  // Markdown on standard output is for whoever renders it; a table of text has no place there.
  const isText = options.format === "text";
  const { strong } = paint(isText ? terminal.color.out : terminal.color.err);
  const rows = finished.map(({ name, code, summary }) => [printable(name), WORDS[code], printable(summary)]);
  const width = isText ? terminal.width.out : terminal.width.err;
  const table = columnsText(rows, width === undefined ? undefined : width - 2);
  const lines = table.split("\n").map((line) => `  ${line}`);
  const text = `${strong(`${finished.length} organizations`)}\n${lines.join("\n")}\n`;
  if (isText) terminal.out(text);
  else terminal.err(text);
}

function toJson({ name, code, summary, out }: Finished): object {
  const result: unknown = out === "" ? null : JSON.parse(out);
  return { organization: name, exitCode: code, summary, result };
}
