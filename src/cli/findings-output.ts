import { type Finding, hasErrors, sortFindings } from "../diagnostics/finding.ts";
import type { Terminal } from "./terminal.ts";

/** Prints findings for people, on standard error. True where they end the command. */
export async function reportFindings(
  terminal: Terminal,
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
): Promise<boolean> {
  if (findings.length === 0) return false;
  const { findingsText } = await import("../render/findings-text.ts");
  terminal.err(await findingsText(sortFindings(findings), sources, { color: terminal.color.err }));
  return hasErrors(findings);
}
