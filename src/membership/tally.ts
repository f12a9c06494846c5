/** How often each key occurs. */
export class Tally {
  readonly #counts: Map<string, number>;

  /** @param from what was counted before, which stays as it is */
  constructor(from?: Tally) {
    this.#counts = new Map(from === undefined ? [] : from.#counts);
  }

  add(key: string, by: number): void {
    this.#counts.set(key, this.of(key) + by);
  }

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
}
