/**
 * Entries as they come in, the first of any key, and in the end in the order of their keys. Answers of this API are in
 * that order already: then nothing is looked up, and nothing sorted.
 */
export class Collected<Key extends string, Value> {
  readonly #entries = new Map<Key, Value>();
  #greatest: Key | undefined;
  #isInOrder = true;

  /** False where there is an entry of that key. */
  tryAdd(key: Key, value: Value): boolean {
    if (this.#greatest === undefined || key > this.#greatest) this.#greatest = key;
    else if (this.#entries.has(key)) return false;
    else this.#isInOrder = false;
    this.#entries.set(key, value);
    return true;
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  keys(): Iterable<Key> {
    return this.#entries.keys();
  }

  /** All entries, in the order of their keys; nothing is added afterwards. */
  toMap(): ReadonlyMap<Key, Value> {
    if (this.#isInOrder) return this.#entries;
    return new Map([...this.#entries].sort(([left], [right]) => (left < right ? -1 : 1)));
  }
}
