/** JSON with sorted keys and no white space: the same text for the same value, for digests. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Readonly<Record<string, unknown>>);
}

// Written out: big plans have a million values, and lists of lists for each were most of a plan's time.

function canonicalArray(items: readonly unknown[]): string {
  let text = "[";
  for (let index = 0; index < items.length; index++) text += (index === 0 ? "" : ",") + canonicalJson(items[index]);
  return `${text}]`;
}

function canonicalObject(fields: Readonly<Record<string, unknown>>): string {
  let text = "{";
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key];
    if (value !== undefined) text += `${text.length === 1 ? "" : ","}${JSON.stringify(key)}:${canonicalJson(value)}`;
  }
  return `${text}}`;
}
