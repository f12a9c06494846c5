/** A mapping of a document of which no more is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for a mapping, false for a list and for everything else. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of a value; none where it is no mapping. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}
