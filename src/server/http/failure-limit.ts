import { CountSketch } from "./count-sketch.ts";
import type { RateLimitOptions, RateState } from "./rate-limit.ts";
import { Window } from "./window.ts";

/**
 * Bounds how often somebody may fail in a window. A request that could fail takes its place before it is looked at and
 * gives it back when it did not fail, so that a thousand guesses at once get no further than one after another.
 */
export class FailureLimit {
  readonly #limit: number;
  readonly #window: Window;
  readonly #failed = new CountSketch();
  readonly #underWay = new CountSketch();

  constructor({ requests, windowSeconds }: RateLimitOptions) {
    this.#limit = requests;
    this.#window = new Window(windowSeconds, () => this.#failed.clear());
  }

  /** Where it is allowed, {@link leave} has to follow, whatever becomes of the request. */
  admit(who: string, now: Date): RateState {
    const left = this.#window.secondsLeft(now);
    const failed = this.#failed.of(who);
    const remaining = Math.max(0, this.#limit - failed - this.#underWay.of(who));
    if (remaining > 0) this.#underWay.add(who, 1);
    // Those under way may turn out well any moment.
    const reset = remaining > 0 || failed >= this.#limit ? left : 1;
    return { allowed: remaining > 0, limit: this.#limit, remaining, reset };
  }

  leave(who: string): void {
    this.#underWay.add(who, -1);
  }

  fail(who: string, now: Date): void {
    this.#window.secondsLeft(now);
    this.#failed.add(who, 1);
  }
}
