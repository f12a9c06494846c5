/** A value with every map in it, of whatever kind, as an ordinary one: what is compared is what maps hold. */
export function plainMaps<Value>(value: Value): Value {
  return plain(value) as Value;
}

function plain(value: unknown): unknown {
  if (isMap(value)) return new Map([...value].map(([key, inner]) => [key, plain(inner)]));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  return typeof value === "object" && value !== null && "get" in value && "entries" in value;
}
