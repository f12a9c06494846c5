/** Why an API could not be read: a typed error at the room's door, with a sentence for people. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** `unreachable`, `timeout`, `unauthenticated`, `forbidden`, `not-found`, `rate-limited`, `server-error`, `invalid-answer` … */
  readonly code: string;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;

  constructor(code: string, message: string, details: { status?: number; requestId?: string; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.requestId = details.requestId;
  }
}
