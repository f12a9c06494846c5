import { printable } from "../../diagnostics/printable.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** A value as JSON for a script element: nothing in it can end the element, or hide or turn around what is shown. */
export function embedJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, part: unknown) => (typeof part === "string" ? printable(part) : part));
  return json.replace(/[<>&\u2028\u2029]/g, (found) => ESCAPES[found] ?? "");
}
