/**
 * A map over one that stays as it is: what is set and deleted here is kept beside it, so that a big map need not be
 * copied for a few changes. Entries come in the order in which a copy would have them.
 */
export class OverlaidMap<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly #base: ReadonlyMap<Key, Value>;
  /** For keys of the base: the value in its place, or undefined where it was deleted. */
  readonly #changed: Map<Key, Value | undefined>;
  /** What comes after the base. */
  readonly #added: Map<Key, Value>;
  #size: number;

  /** Over another one, nothing is shared but the base of both. */
  constructor(base: ReadonlyMap<Key, Value>) {
    const isOverlaid = base instanceof OverlaidMap;
    this.#base = isOverlaid ? base.#base : base;
    this.#changed = new Map(isOverlaid ? base.#changed : []);
    this.#added = new Map(isOverlaid ? base.#added : []);
    this.#size = base.size;
  }

  get size(): number {
    return this.#size;
  }

  get(key: Key): Value | undefined {
    return this.#added.get(key) ?? (this.#changed.has(key) ? this.#changed.get(key) : this.#base.get(key));
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  set(key: Key, value: Value & {}): void {
    if (!this.has(key)) this.#size += 1;
    const stands = !this.#added.has(key) && this.#base.has(key);
    if (stands && !this.#isDeleted(key)) this.#changed.set(key, value);
    else this.#added.set(key, value);
  }

  delete(key: Key): void {
    if (this.has(key)) this.#size -= 1;
    this.#added.delete(key);
    if (this.#base.has(key)) this.#changed.set(key, undefined);
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const entry of this.#base) {
      const [key] = entry;
      if (!this.#changed.has(key)) yield entry;
      else {
        const value = this.#changed.get(key);
        if (value !== undefined) yield [key, value];
      }
    }
    yield* this.#added;
  }

  *keys(): MapIterator<Key> {
    for (const [key] of this) yield key;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  #isDeleted(key: Key): boolean {
    return this.#changed.has(key) && this.#changed.get(key) === undefined;
  }
}
