import { type KeySearch, searchByIndex, searchSorted } from "./key-search.ts";

/** Entries that are looked at before one is searched for. */
const NEAR = 4;
/** Look-ups that may be about something else, beyond those about what is near, before that is looked at no more. */
const PATIENCE = 100;

/**
 * A map that never changes, whose entries stand in a list: each has a place, counted from 0. Asked for its entries in
 * their order, as one who walks along a list of the same people does, it has each at hand and hashes nothing.
 */
export class ListedMap<Key extends string, Value> implements ReadonlyMap<Key, Value> {
  readonly #keys: readonly Key[];
  readonly #values: readonly Value[];
  readonly #search: KeySearch<Key>;
  #next = 0;
  #patience = PATIENCE;

  /**
   * @param keys each once, and the value of each at the same place in `values`
   * @param search finds the place of a key; by default by an index that is made when the first is searched for
   */
  constructor(keys: readonly Key[], values: readonly Value[], search = searchByIndex(keys)) {
    this.#keys = keys;
    this.#values = values;
    this.#search = search;
  }

  /** A map of keys in ascending order: they are not hashed either where few are searched for. */
  static sorted<Key extends string, Value>(keys: readonly Key[], values: readonly Value[]): ListedMap<Key, Value> {
    return new ListedMap(keys, values, searchSorted(keys));
  }

  /** The same entries in the same order. */
  static of<Key extends string, Value>(map: ReadonlyMap<Key, Value>): ListedMap<Key, Value> {
    if (map instanceof ListedMap) return map;
    const keys = [...map.keys()];
    const place = searchByIndex(keys);
    return new ListedMap(keys, [...map.values()], (key) => (map.has(key) ? place(key) : undefined));
  }

  get size(): number {
    return this.#keys.length;
  }

  /** Undefined where there is no entry of that key. */
  placeOf(key: Key): number | undefined {
    const place = this.#tryNext(key) ?? this.#search(key);
    if (place !== undefined) this.#next = place + 1;
    return place;
  }

  /** The value at a place; undefined behind the last one. */
  at(place: number): Value | undefined {
    return this.#values[place];
  }

  get(key: Key): Value | undefined {
    const place = this.placeOf(key);
    return place === undefined ? undefined : this.#values[place];
  }

  has(key: Key): boolean {
    return this.placeOf(key) !== undefined;
  }

  *entries(): MapIterator<[Key, Value]> {
    let place = 0;
    for (const key of this.#keys) yield [key, this.#values[place++] as Value];
  }

  keys(): MapIterator<Key> {
    return this.#keys.values();
  }

  values(): MapIterator<Value> {
    return this.#values.values();
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  /** The place of what was to be expected, if it is that. */
  #tryNext(key: Key): number | undefined {
    if (this.#patience === 0) return undefined;
    for (let place = this.#next; place < this.#next + NEAR; place++) {
      if (this.#keys[place] !== key) continue;
      this.#patience += 1;
      return place;
    }
    this.#patience -= 1;
    return undefined;
  }
}
