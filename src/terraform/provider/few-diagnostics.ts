import type { Diagnostic } from "../protocol/value-messages.ts";
import { errorAt, hasError, warningAt } from "./diagnostic.ts";

const MOST = 25;

/** Errors before warnings, and no more than somebody reads. */
export function fewDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].sort((left, right) => rank(left) - rank(right));
  const left = sorted.length - MOST;
  if (left <= 0) return sorted;
  const rest = sorted.slice(MOST);
  const summary = `and ${left} more`;
  const last = hasError(rest) ? errorAt([], summary) : warningAt([], summary);
  return [...sorted.slice(0, MOST), last];
}

function rank({ severity }: Diagnostic): number {
  return severity === "error" ? 0 : 1;
}
