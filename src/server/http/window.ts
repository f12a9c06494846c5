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
    const number = Math.floor(now.getTime() / this.#milliseconds);
    if (number !== this.#number) {
      this.#number = number;
      this.#onNext();
    }
    return Math.max(1, Math.ceil(((number + 1) * this.#milliseconds - now.getTime()) / 1000));
  }
}
