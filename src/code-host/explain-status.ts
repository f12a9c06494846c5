import { quoted } from "../diagnostics/printable.ts";
import { CodeHostError } from "./code-host-error.ts";
import type { HostAnswer } from "./host-answer.ts";

/** What an answer without success means. */
export interface ExplainedFailure {
  readonly error: CodeHostError;
  /** The same request may succeed a little later. */
  readonly isTransient: boolean;
  /** Milliseconds that the host asked to wait. */
  readonly retryAfter: number | undefined;
}

/**
 * Puts an answer without success into words.
 *
 * @param advice what to do where the token is refused
 */
export function explainStatus(answer: HostAnswer, what: string, title: string, advice: string): ExplainedFailure {
  const { status } = answer;
  const seconds = Number(answer.header("retry-after") ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  const isLimited = status === 429 || (status === 403 && (retryAfter !== undefined || isSpent(answer)));
  const reason = isLimited ? limited(retryAfter) : reasonOf(status, advice);
  const message = `could not ${what}: ${title} ${reason}${said(answer)}`;
  return { error: new CodeHostError(message, { status }), isTransient: isLimited || status >= 500, retryAfter };
}

/** GitHub turns away with 403 once a token's requests of the hour are spent. */
function isSpent(answer: HostAnswer): boolean {
  return answer.header("x-ratelimit-remaining") === "0";
}

function limited(retryAfter: number | undefined): string {
  const wait = retryAfter === undefined ? "" : `, and asks to wait ${Math.ceil(retryAfter / 1000)} s`;
  return `has had too many requests of this token${wait}`;
}

function reasonOf(status: number, advice: string): string {
  switch (status) {
    case 401:
      return `does not know the token (401): ${advice}`;
    case 403:
      return `does not permit it to this token (403): ${advice}`;
    case 404:
      return `finds nothing there, or hides it from this token (404): ${advice}`;
    default:
      return status >= 300 && status < 400
        ? `leads elsewhere (${status}): was the repository renamed?`
        : `answered ${status}`;
  }
}

/** The host's own word, where it is one. */
function said(answer: HostAnswer): string {
  try {
    const { message } = JSON.parse(answer.text) as { message?: unknown };
    return typeof message === "string" && message !== "" ? `; it says ${quoted(message)}` : "";
  } catch {
    return "";
  }
}
