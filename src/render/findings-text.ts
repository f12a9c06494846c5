import { frameOf } from "../diagnostics/code-frame.ts";
import { counted } from "../diagnostics/counted.ts";
import type { Finding } from "../diagnostics/finding.ts";
import { printable } from "../diagnostics/printable.ts";
import { formatPosition } from "../diagnostics/source.ts";
import { paint } from "./paint.ts";
import type { TextOptions } from "./plan-text.ts";

/** Findings beyond this many are only counted; a frame for each would bury the first. */
const MOST_FINDINGS = 100;

/** Findings with their source lines and a caret, in file order, and one line that counts them. */
export async function findingsText(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
  options: TextOptions,
): Promise<string> {
  const blocks: string[] = [];
  for (const finding of findings.slice(0, MOST_FINDINGS)) blocks.push(await findingBlock(finding, sources, options));
  const rest = findings.length - blocks.length;
  if (rest > 0) blocks.push(`… and ${rest} more findings`);
  return `${[...blocks, findingsSummary(findings)].join("\n\n")}\n`;
}

async function findingBlock(
  finding: Finding,
  sources: ReadonlyMap<string, string>,
  { color }: TextOptions,
): Promise<string> {
  const colors = paint(color);
  const severity = finding.severity === "error" ? colors.removed("error") : colors.changed("warning");
  const at = finding.source === undefined ? "" : `${printable(formatPosition(finding.source))}: `;
  const head = `${colors.strong(at)}${severity} ${colors.faint(`[${finding.code}]`)} ${printable(finding.message)}`;
  const text = finding.source === undefined ? undefined : sources.get(finding.source.file);
  const frame = text === undefined ? "" : await frameOf(text, finding);
  const related = (finding.related ?? []).map(
    ({ message, source }) => `  ${printable(message)}: ${printable(formatPosition(source))}`,
  );
  return [head, ...(frame === "" ? [] : [frame]), ...related].join("\n");
}

/** `2 errors, 1 warning`. */
export function findingsSummary(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const counts = [counted(errors, "error"), ...(warnings === 0 ? [] : [counted(warnings, "warning")])];
  return counts.join(", ");
}
