import type { Finding } from "../diagnostics/finding.ts";

/** Findings as one JSON document. */
export function findingsJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ valid: !findings.some(({ severity }) => severity === "error"), findings }, null, 2)}\n`;
}
