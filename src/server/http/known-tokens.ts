/** Hashes of tokens that were good when they were last used, the most recently used ones, with the ids of the tokens. */
export class KnownTokens {
  readonly #ids = new Map<string, string>();
  readonly #most: number;

  constructor(most = 10_000) {
    this.#most = most;
  }

  idOf(hash: string): string | undefined {
    return this.#ids.get(hash);
  }

  add(hash: string, id: string): void {
    this.#ids.delete(hash);
    this.#ids.set(hash, id);
    const [oldest] = this.#ids.keys();
    if (this.#ids.size > this.#most && oldest !== undefined) this.#ids.delete(oldest);
  }

  forget(hash: string): void {
    this.#ids.delete(hash);
  }
}
