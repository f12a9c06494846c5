/** Remembers the last few things made for a key that never changes its meaning. */
export class Kept<Value> {
  readonly #values = new Map<string, Value>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): Value {
    if (this.#values.size >= this.#most) this.#values.delete(this.#values.keys().next().value ?? "");
    this.#values.set(key, value);
    return value;
  }
}
