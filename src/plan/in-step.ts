/**
 * Looks entries of a map up while another map is walked. Where both are in the order of their keys, as live sides and
 * exported charters are, the entry asked for is the next one and nothing is hashed; elsewhere the map is asked.
 */
export class InStep<Key extends string, Value> {
  readonly #map: ReadonlyMap<Key, Value>;
  readonly #entries: Iterator<[Key, Value]>;
  #next: [Key, Value] | undefined;

  constructor(map: ReadonlyMap<Key, Value>) {
    this.#map = map;
    this.#entries = map.entries();
    this.#advance();
  }

  get(key: Key): Value | undefined {
    while (this.#next !== undefined && this.#next[0] < key) this.#advance();
    if (this.#next?.[0] !== key) return this.#map.get(key);
    const [, value] = this.#next;
    this.#advance();
    return value;
  }

  #advance(): void {
    const { done, value } = this.#entries.next();
    this.#next = done === true ? undefined : value;
  }
}
