import { hash, randomBytes } from "node:crypto";

const ROWS = 2;
/** A power of two. */
const CELLS = 65_536;

/**
 * Counts by name in a space that never grows, however many names there are: each is counted in one cell of every row,
 * and the least of its cells is its count. A count can be too high, where other names fell into the same cells, and
 * never too low. Nobody outside knows which names share cells.
 */
export class CountSketch {
  readonly #secret = randomBytes(16).toString("hex");
  readonly #cells = new Uint32Array(ROWS * CELLS);

  of(name: string): number {
    return this.#least(this.#placesOf(name));
  }

  /** Gives the count after it. No count falls below zero. */
  add(name: string, amount: 1 | -1): number {
    const places = this.#placesOf(name);
    for (const place of places) this.#cells[place] = Math.max(0, (this.#cells[place] ?? 0) + amount);
    return this.#least(places);
  }

  clear(): void {
    this.#cells.fill(0);
  }

  #least(places: readonly number[]): number {
    return Math.min(...places.map((place) => this.#cells[place] ?? 0));
  }

  #placesOf(name: string): number[] {
    const bits = hash("sha256", this.#secret + name, "buffer");
    return Array.from({ length: ROWS }, (_, row) => row * CELLS + (bits.readUInt32LE(row * 4) % CELLS));
  }
}
