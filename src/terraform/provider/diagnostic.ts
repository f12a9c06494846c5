import { ApiError } from "../../api/api-error.ts";
import { clipped } from "../../diagnostics/clipped.ts";
import type { AttributePath, AttributeStep, Diagnostic } from "../protocol/value-messages.ts";

/** Both can quote what a configuration or an API says, however long that is. */
const LONGEST_SUMMARY = 500;
const LONGEST_DETAIL = 10_000;

/** A place in a block: an attribute, and a key of it where it is a map. No place is the whole block. */
export type At = readonly [attribute?: string, key?: string];

export function errorAt(at: At, summary: string, detail?: string): Diagnostic {
  return diagnostic("error", at, summary, detail);
}

export function warningAt(at: At, summary: string, detail?: string): Diagnostic {
  return diagnostic("warning", at, summary, detail);
}

function diagnostic(severity: Diagnostic["severity"], at: At, summary: string, detail?: string): Diagnostic {
  const attribute = pathOf(at);
  return {
    severity,
    summary: clipped(summary, LONGEST_SUMMARY),
    ...(detail === undefined ? {} : { detail: clipped(detail, LONGEST_DETAIL) }),
    ...(attribute === undefined ? {} : { attribute }),
  };
}

function pathOf([attribute, key]: At): AttributePath | undefined {
  if (attribute === undefined) return undefined;
  const steps: AttributeStep[] = [{ attributeName: attribute }];
  if (key !== undefined) steps.push({ elementKeyString: key });
  return { steps };
}

/** What the API said where it could not be asked. Anything else than its errors is a bug and goes on. */
export function apiFailure(error: unknown): Diagnostic {
  if (!(error instanceof ApiError)) throw error;
  return errorAt([], error.code, error.message);
}

export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
