import type { Finding } from "../diagnostics/finding.ts";
import { jsonText } from "../diagnostics/json-text.ts";

/** Findings as one JSON document. */
export function findingsJson(findings: readonly Finding[]): string {
  return jsonText({ valid: !findings.some(({ severity }) => severity === "error"), findings });
}
