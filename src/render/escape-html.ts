import { printable } from "../diagnostics/printable.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** A text as the content of an element or of a quoted attribute, without control or direction-changing characters. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (found) => ENTITIES[found] ?? "");
}
