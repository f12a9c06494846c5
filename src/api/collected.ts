import { compareText } from "../diagnostics/compare-text.ts";
import { ListedMap } from "../membership/listed-map.ts";

/**
 * Entries as they come in, the first of any key, and in the end in the order of their keys. Answers of this API are in
 * that order already: then nothing is looked up, nothing hashed and nothing sorted.
 */
export class Collected<Key extends string, Value> {
  readonly #keys: Key[] = [];
  readonly #values: Value[] = [];
  #greatest: Key | undefined;
  /** All keys, once one came out of order or was asked for. */
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
    const entries = this.#keys.map((key, place) => ({ key, value: this.#values[place] as Value }));
    entries.sort((left, right) => compareText(left.key, right.key));
    return ListedMap.sorted(
      entries.map(({ key }) => key),
      entries.map(({ value }) => value),
    );
  }
}
