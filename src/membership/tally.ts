/** How often each key occurs. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(key: string, by: number): void {
    this.#counts.set(key, this.of(key) + by);
  }

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
}
