import { CountSketch } from "./count-sketch.ts";
import { Window } from "./window.ts";

/** How many requests one token, or one address without a good token, may send in a window of time. */
export interface RateLimitOptions {
  readonly requests: number;
  readonly windowSeconds: number;
}

/** Where somebody stands in the present window. */
export interface RateState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until it is worth asking again, at least 1. */
  readonly reset: number;
}

/** Counts requests in fixed windows. */
export class RateLimit {
  readonly #limit: number;
  readonly #window: Window;
  readonly #counts = new CountSketch();

  constructor({ requests, windowSeconds }: RateLimitOptions) {
    this.#limit = requests;
    this.#window = new Window(windowSeconds, () => this.#counts.clear());
  }

  take(who: string, now: Date): RateState {
    const reset = this.#window.secondsLeft(now);
    const count = this.#counts.add(who, 1);
    return { allowed: count <= this.#limit, limit: this.#limit, remaining: Math.max(0, this.#limit - count), reset };
  }

  /** Takes back what was counted at that instant, unless its window is over. */
  giveBack(who: string, taken: Date): void {
    if (this.#window.holds(taken)) this.#counts.add(who, -1);
  }
}
