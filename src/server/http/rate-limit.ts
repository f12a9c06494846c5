/** How many requests one token, or one address without a token, may send in a window of time. */
export interface RateLimitOptions {
  readonly requests: number;
  readonly windowSeconds: number;
}

/** Where somebody stands in the present window. */
export interface RateState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the next window, at least 1. */
  readonly reset: number;
}

/** Counts requests in fixed windows. */
export class RateLimit {
  readonly #options: RateLimitOptions;
  #window = 0;
  #counts = new Map<string, number>();

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  take(who: string, now: Date): RateState {
    const length = this.#options.windowSeconds * 1000;
    const window = Math.floor(now.getTime() / length);
    if (window !== this.#window) {
      this.#window = window;
      this.#counts = new Map();
    }
    const count = (this.#counts.get(who) ?? 0) + 1;
    this.#counts.set(who, count);
    const { requests: limit } = this.#options;
    const reset = Math.max(1, Math.ceil(((window + 1) * length - now.getTime()) / 1000));
    return { allowed: count <= limit, limit, remaining: Math.max(0, limit - count), reset };
  }
}
