import { ListedMap } from "../membership/listed-map.ts";

/**
 * Entries as they come in, the first of any key, and in the end in the order of their keys. Answers of this API are in
 * that order already: then nothing is looked up, nothing hashed and nothing sorted.
 */
export class Collected<Key extends string, Value> {
  readonly #keys: Key[] = [];
  readonly #values: Value[] = [];
  #greatest: Key | undefined;
  /** All keys, from the first one on that came out of order, or was asked for. */
  #known: Set<Key> | undefined;
  #isInOrder = true;

  /** False where there is an entry of that key. */
  tryAdd(key: Key, value: Value): boolean {
    if (this.#greatest === undefined || key > this.#greatest) this.#greatest = key;
    else if (this.has(key)) return false;
    else this.#isInOrder = false;
    this.#keys.push(key);
    this.#values.push(value);
    this.#known?.add(key);
    return true;
  }

  has(key: Key): boolean {
    this.#known ??= new Set(this.#keys);
    return this.#known.has(key);
  }

  keys(): Iterable<Key> {
    return this.#keys;
  }

  /** All entries, in the order of their keys; nothing is added afterwards. */
  toMap(): ReadonlyMap<Key, Value> {
    if (this.#isInOrder) return ListedMap.sorted(this.#keys, this.#values);
    const order = this.#keys.map((key, place) => ({ key, value: this.#values[place] as Value }));
    order.sort((left, right) => (left.key < right.key ? -1 : 1));
    return ListedMap.sorted(
      order.map(({ key }) => key),
      order.map(({ value }) => value),
    );
  }
}
