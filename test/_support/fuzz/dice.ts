/** Numbers of chance: the same for the same seed, on every machine. */
export class Dice {
  readonly seed: number;
  #state: number;

  constructor(seed: number, salt = "") {
    this.seed = seed;
    this.#state = [...salt].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed + 1);
  }

  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new Error("there is nothing to pick from");
    return items[this.below(items.length)] as Item;
  }

  /** A number from 1 on, each further one half as likely. */
  few(most: number): number {
    let count = 1;
    while (count < most && this.once(2)) count += 1;
    return count;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
