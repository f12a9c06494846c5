import type { Attempted } from "./explain-connection.ts";

/** What an RFC 9457 problem document says, as far as it is used. */
export interface Problem {
  /** The API's own name of the fault; a refusal's code where a rule said no. */
  readonly code: string | undefined;
  readonly detail: string | undefined;
  /** Sentences of the refusals, where a rule said no. */
  readonly refusals: readonly string[];
}

const NO_PROBLEM: Problem = { code: undefined, detail: undefined, refusals: [] };

/** Reads a problem document out of whatever an error answer carried. */
export function parseProblem(text: string): Problem {
  const body = tryParse(text);
  if (typeof body !== "object" || body === null) return NO_PROBLEM;
  const { code, detail, title, refusals } = body as Record<string, unknown>;
  return {
    code: textOf(code),
    detail: textOf(detail) ?? textOf(title),
    refusals: Array.isArray(refusals) ? refusals.flatMap(messageOf) : [],
  };
}

/** The problem as one sentence: its detail, and what the refusals add to it. */
export function describeProblem(problem: Problem): string | undefined {
  const detail = problem.detail?.replace(/\.$/, "");
  const more = problem.refusals.filter((message) => detail?.includes(message) !== true);
  const parts = [...(detail === undefined ? [] : [detail]), ...more];
  return parts.length === 0 ? undefined : parts.join("; ");
}

/** What an answer that is no problem document says of itself, for a person to recognize it by. */
export function describeForeign(contentType: string | undefined, { target }: Attempted): string {
  const type = contentType?.split(";")[0]?.trim() || "something without a content type";
  return `${target} answered ${type} where JSON was expected: is this the API's address?`;
}

function messageOf(refusal: unknown): string[] {
  const message =
    typeof refusal === "object" && refusal !== null ? (refusal as { message?: unknown }).message : undefined;
  return typeof message === "string" ? [message] : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
