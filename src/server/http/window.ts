/** Fixed windows of time, one after another. */
export class Window {
  readonly #milliseconds: number;
  readonly #onNext: () => void;
  #number = 0;

  /** `onNext` is called when the first one asks in a window. */
  constructor(seconds: number, onNext: () => void) {
    this.#milliseconds = seconds * 1000;
    this.#onNext = onNext;
  }

  /** Whole seconds until the next window, at least 1. */
  secondsLeft(now: Date): number {
    const number = this.#numberAt(now);
    if (number !== this.#number) {
      this.#number = number;
      this.#onNext();
    }
    return Math.max(1, Math.ceil(((number + 1) * this.#milliseconds - now.getTime()) / 1000));
  }

  /** Whether that instant is in the window in which somebody asked last. */
  holds(instant: Date): boolean {
    return this.#numberAt(instant) === this.#number;
  }

  #numberAt(instant: Date): number {
    return Math.floor(instant.getTime() / this.#milliseconds);
  }
}
