import type { Clock } from "../../api/clock.ts";
import type { PlannableChange } from "../../membership/change.ts";

/** A write that went out and was not refused. */
export interface Written {
  readonly change: PlannableChange;
  readonly etag: string | undefined;
  /** False where no answer came. */
  readonly certain: boolean;
}

/** The writes of one run in the order in which they were answered, for those who wait for one. */
export class WriteLog {
  readonly #written: Written[] = [];
  readonly #waiting = new Set<() => void>();

  get length(): number {
    return this.#written.length;
  }

  add(written: Written): void {
    this.#written.push(written);
    for (const wake of [...this.#waiting]) wake();
  }

  since(count: number): readonly Written[] {
    return this.#written.slice(count);
  }

  /** True with the next write, false after so many milliseconds without one, or as soon as the signal aborts. */
  async next(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<boolean> {
    const over = new AbortController();
    const ends = AbortSignal.any([over.signal, signal]);
    let wake: () => void = () => undefined;
    const written = new Promise<boolean>((resolve) => {
      wake = () => resolve(true);
    });
    this.#waiting.add(wake);
    const quiet = clock.sleep(milliseconds, ends).then(
      () => false,
      () => false,
    );
    try {
      return await Promise.race([written, quiet]);
    } finally {
      this.#waiting.delete(wake);
      over.abort();
    }
  }
}
