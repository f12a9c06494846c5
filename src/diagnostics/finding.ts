import { compareText } from "./compare-text.ts";
import { comparePositions, type SourcePosition } from "./source.ts";

export type Severity = "error" | "warning";

/** Something wrong with what a person wrote: a value, never an exception. */
export interface Finding {
  /** Names the fact in kebab-case, such as `unknown-field`. Stable, for scripts. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, the wrong value, and what to change. */
  readonly message: string;
  /** Absent only where no file is involved. */
  readonly source?: SourcePosition;
  /** How many columns from `source` on the fault covers; 1 where unknown. */
  readonly length?: number;
  /** Other places that take part, such as the first of two declarations. */
  readonly related?: readonly { readonly message: string; readonly source: SourcePosition }[];
}

/** True where at least one finding is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "error");
}

/** File order, the order in which all findings are reported. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((left, right) => {
    if (left.source === undefined || right.source === undefined) {
      return Number(left.source !== undefined) - Number(right.source !== undefined);
    }
    return comparePositions(left.source, right.source) || compareText(left.code, right.code);
  });
}
