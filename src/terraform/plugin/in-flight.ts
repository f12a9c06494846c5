/**
 * Calls that are being answered. An exception that escapes from one of them, out of a timer or an event, leaves no
 * trace of whose it was; then all that are in flight fail with it, for one of them would never be answered.
 */
export class InFlight {
  readonly #failing = new Set<(error: unknown) => void>();

  get size(): number {
    return this.#failing.size;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const { promise, reject } = Promise.withResolvers<never>();
    this.#failing.add(reject);
    try {
      return await Promise.race([work(), promise]);
    } finally {
      this.#failing.delete(reject);
    }
  }

  fail(error: unknown): void {
    for (const reject of this.#failing) reject(error);
  }
}
