import type { ApiError } from "./api-error.ts";
import type { Clock } from "./clock.ts";

/** How long one request is kept up. Times in milliseconds. */
export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Attempts in all at connecting, as long as this address has never answered: it is probably wrong. */
  readonly attemptsAtConnecting: number;
  /** The first wait; each further one doubles, up to `maxDelay`, and about half of each is chance. */
  readonly baseDelay: number;
  readonly maxDelay: number;
  /** All waits of one request together, `Retry-After` included. */
  readonly maxWait: number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 6,
  attemptsAtConnecting: 3,
  baseDelay: 200,
  maxDelay: 10_000,
  maxWait: 120_000,
};

/**
 * What one request may still spend on further attempts. This is a loop of our own and not undici's retry interceptor:
 * that one takes up a broken JSON answer with a `Range` request under the first answer's ETag (which overwrites the
 * If-Match of a write), tells attempts apart by method and not by idempotency key, waits without jitter, without a
 * bound on the whole and beyond an abort, and does not say whether a request went out before the connection broke.
 */
export class RetryBudget {
  readonly #policy: RetryPolicy;
  readonly #clock: Clock;
  #attempts = 0;
  #waited = 0;

  constructor(policy: RetryPolicy, clock: Clock) {
    this.#policy = policy;
    this.#clock = clock;
  }

  /** Milliseconds to wait before the next attempt; undefined where there is none left. */
  next(failure: ApiError, answeredBefore: boolean): number | undefined {
    this.#attempts += 1;
    const { attempts, attemptsAtConnecting, maxWait } = this.#policy;
    const mistyped = failure.code === "unreachable" && !answeredBefore;
    if (!failure.transient || this.#attempts >= (mistyped ? attemptsAtConnecting : attempts)) return undefined;
    const wait = failure.retryAfter === undefined ? this.#backOff() : this.#afterAsked(failure.retryAfter);
    if (this.#waited + wait > maxWait) return undefined;
    this.#waited += wait;
    return wait;
  }

  /** Chance keeps the requests of one run from coming back all at once. */
  #backOff(): number {
    const { baseDelay, maxDelay } = this.#policy;
    const full = Math.min(maxDelay, baseDelay * 2 ** (this.#attempts - 1));
    return Math.round(full / 2 + (full / 2) * this.#clock.random());
  }

  /** Never earlier than asked, and spread a little. */
  #afterAsked(retryAfter: number): number {
    return Math.round(retryAfter + this.#policy.baseDelay * this.#clock.random());
  }
}
