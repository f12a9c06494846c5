import { clipped } from "../diagnostics/clipped.ts";

/** An API may say what it likes, and it is shown on a terminal: longer sentences and codes are cut. */
const LONGEST_MESSAGE = 2_000;
const LONGEST_CODE = 100;

/** What is known about a failure besides its code and its sentence. */
export interface ApiErrorDetails {
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
  /** The request may have been carried out although no good answer came. */
  readonly sent?: boolean;
  /** An earlier attempt at the same request may have been carried out. */
  readonly afterUnknown?: boolean;
  /** The same request may succeed a little later. */
  readonly transient?: boolean;
  /** Milliseconds that the API asked to wait. */
  readonly retryAfter?: number | undefined;
}

/** Why an API could not be read or written: a typed error at the room's door, with a sentence for people. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /**
   * `unreachable`, `tls-error`, `timeout`, `connection-broken`, `aborted`, `invalid-answer`, `unauthenticated`,
   * `forbidden`, `not-found`, `conflict`, `precondition-failed`, `rejected`, `rate-limited`, `not-offered`,
   * `server-error`; or the code that the API itself gave, such as a refusal's.
   */
  readonly code: string;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** True where nobody knows whether the request was carried out. */
  readonly sent: boolean;
  readonly afterUnknown: boolean;
  readonly transient: boolean;
  readonly retryAfter: number | undefined;

  constructor(code: string, message: string, details: ApiErrorDetails = {}) {
    super(clipped(message, LONGEST_MESSAGE), { cause: details.cause });
    this.code = clipped(code, LONGEST_CODE);
    this.status = details.status;
    this.requestId = details.requestId;
    this.sent = details.sent ?? false;
    this.afterUnknown = details.afterUnknown ?? false;
    this.transient = details.transient ?? false;
    this.retryAfter = details.retryAfter;
  }
}

const HOPELESS: ReadonlySet<string> = new Set([
  "unreachable",
  "tls-error",
  "unauthenticated",
  "rate-limited",
  "invalid-answer",
  "unknown-organization",
  "aborted",
]);

/** True for codes after which every other request of the same token to the same address fails as well. */
export function isHopeless(code: string): boolean {
  return HOPELESS.has(code);
}
