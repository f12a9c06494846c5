/** Where a value is in a document: keys of mappings and indexes of lists, from the root. */
export type Path = readonly (string | number)[];

/** Which half of a field a finding is about. */
export type Part = "key" | "value";

/** Reads a JSON Pointer such as `/tenants/eu/members/0`; all-digit steps stay text. */
export function parsePointer(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
