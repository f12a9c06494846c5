import { quoted } from "../diagnostics/printable.ts";

const TYPES: Readonly<Record<string, string>> = {
  object: "a mapping of fields",
  array: "a list",
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
};

/** Types of a schema in words: `a list`, `text or a whole number`. */
export function describeTypes(types: readonly string[]): string {
  const words = types.map((type) => TYPES[type] ?? type);
  return words.length < 3 ? words.join(" or ") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** A value in words: `the number 7`, `the text "x"`, `a list`. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "empty";
  switch (typeof value) {
    case "object":
      return "a mapping";
    case "string":
      return `the text ${quoted(value)}`;
    case "number":
      return `the number ${value}`;
    default:
      return quoted(value);
  }
}

/** How to mend a value of the wrong type, where that is plain to see. */
export function adviseType(types: readonly string[], value: unknown): string {
  if (value === null && types.includes("array")) return "; write [] for none";
  if (value === null && types.includes("object")) return "; write {} for none";
  if (types.join() === "string" && (typeof value === "number" || typeof value === "boolean"))
    return "; put it in quotes";
  return "";
}

/** The JSON type of a value, by the names of JSON Schema. */
export function jsonType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
