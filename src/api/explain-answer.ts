import { ApiError, type ApiErrorDetails } from "./api-error.ts";
import type { Attempted } from "./explain-connection.ts";
import { describeForeign, describeProblem, type Problem, parseProblem } from "./problem.ts";

/** An answer whose status says that the request did not succeed. */
export interface BadAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly location: string | undefined;
  /** Milliseconds, from `Retry-After`. */
  readonly retryAfter: number | undefined;
  readonly text: string;
}

/** The typed error of an answer that is no success, with a sentence that says what to do. */
export function explainAnswer(answer: BadAnswer, attempted: Attempted): ApiError {
  const problem = parseProblem(answer.text);
  const { code, message, details } = verdict(answer, problem, attempted);
  return new ApiError(code, `could not ${attempted.what}: ${message}`, {
    status: answer.status,
    requestId: attempted.requestId,
    ...details,
  });
}

interface Verdict {
  readonly code: string;
  readonly message: string;
  readonly details?: ApiErrorDetails;
}

function verdict(answer: BadAnswer, problem: Problem, attempted: Attempted): Verdict {
  const { status } = answer;
  const said = describeProblem(problem);
  if (status < 400) return redirected(answer, attempted);
  switch (status) {
    case 401:
      return { code: "unauthenticated", message: unauthenticated(said, attempted) };
    case 408:
    case 425:
      return { code: "timeout", message: said ?? `${attempted.target} gave up waiting`, details: { transient: true } };
    case 429:
      return limited(answer, said, attempted);
    case 501:
    case 405:
      return {
        code: problem.code ?? "not-offered",
        message: said ?? `${attempted.target} does not offer this (${status})`,
      };
  }
  if (status >= 500) return broken(answer, said, attempted);
  return refused(answer, problem, said, attempted);
}

const FALLBACK_CODES: Readonly<Record<number, string>> = {
  403: "forbidden",
  404: "not-found",
  409: "conflict",
  412: "precondition-failed",
};

/** The API understood and said no. Its own code is the best name of the reason. */
function refused(answer: BadAnswer, problem: Problem, said: string | undefined, attempted: Attempted): Verdict {
  const { status } = answer;
  const code = problem.code ?? FALLBACK_CODES[status] ?? "rejected";
  if (code === "unknown-organization") {
    return {
      code,
      message: `${said ?? "there is no such organization"}: is the name right, and may this token see it?`,
    };
  }
  if (said === undefined && !isJson(answer.contentType)) {
    return { code, message: `${describeForeign(answer.contentType, attempted)} (${status})` };
  }
  return { code, message: said ?? `${attempted.target} answered ${status} and gave no reason` };
}

function unauthenticated(said: string | undefined, { target }: Attempted): string {
  const why = said === undefined ? "" : ` (${said})`;
  return `${target} does not accept the token${why}: set CHARTER_TOKEN, or --token-file, to one that is valid`;
}

function limited(answer: BadAnswer, said: string | undefined, { target }: Attempted): Verdict {
  const wait = answer.retryAfter === undefined ? "" : `; it asks to wait ${Math.ceil(answer.retryAfter / 1000)} s`;
  return {
    code: "rate-limited",
    message: `${target} takes no more requests for now (429${said === undefined ? "" : `, ${said}`})${wait}: try again later`,
    details: { transient: true, retryAfter: answer.retryAfter },
  };
}

/** A gateway's 502 or 504 says nothing about what the API behind it did. */
function broken(answer: BadAnswer, said: string | undefined, { target }: Attempted): Verdict {
  const { status, retryAfter } = answer;
  return {
    code: "server-error",
    message: `${target} failed with ${status}${said === undefined ? "" : ` (${said})`}: try again, or look into the server's log`,
    details: { transient: true, retryAfter, sent: status === 502 || status === 504 },
  };
}

/** Redirects are not followed: a token is for one address. */
function redirected({ location, status }: BadAnswer, { target }: Attempted): Verdict {
  const to = location !== undefined && URL.canParse(location, target) ? new URL(location, target) : undefined;
  const where = to === undefined ? "" : ` to ${to.origin}${to.pathname}`;
  return {
    code: "invalid-answer",
    message: `${target} redirects${where} (${status}), which is not followed: give the address that the API itself has`,
  };
}

/** True for JSON of any kind, problem documents included. */
export function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/([a-z0-9.+-]+\+)?json\b/i.test(contentType.trim());
}
