/** The values of a text, and where its mappings and the entries of its lists stand. */
export interface BuiltValues {
  readonly value: unknown;
  /** Offsets of the mappings that are no entries of a list: each at its key. */
  readonly starts: ReadonlyMap<object, number>;
  /** Offsets of the entries of each list, in order; -1 for an entry that takes no room. */
  readonly entries: ReadonlyMap<object, readonly number[]>;
  readonly hasDuplicateKeys: boolean;
  readonly hasAliases: boolean;
  /** How many documents the text has, and where the first thing in the second one is. */
  readonly documents: number;
  readonly secondDocument: number | undefined;
}

/** Gives a mapping a field; `__proto__` becomes one like any other. */
export function setOwn(mapping: Record<string, unknown>, name: string, value: unknown): void {
  if (name === "__proto__")
    Object.defineProperty(mapping, name, { value, enumerable: true, configurable: true, writable: true });
  else mapping[name] = value;
}
