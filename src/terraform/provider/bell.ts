import type { Clock } from "../../api/clock.ts";

/** Tells those who wait that something has happened. */
export class Bell {
  readonly #waiting = new Set<() => void>();

  ring(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** True with the next ring, false after so many milliseconds without one, or as soon as the signal aborts. */
  async next(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<boolean> {
    const over = new AbortController();
    let wake: () => void = () => undefined;
    const rung = new Promise<boolean>((resolve) => {
      wake = () => resolve(true);
    });
    this.#waiting.add(wake);
    const quiet = clock.sleep(milliseconds, AbortSignal.any([over.signal, signal])).then(
      () => false,
      () => false,
    );
    try {
      return await Promise.race([rung, quiet]);
    } finally {
      this.#waiting.delete(wake);
      over.abort();
    }
  }
}
