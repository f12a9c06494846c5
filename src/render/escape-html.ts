import { htmlText } from "../diagnostics/html-text.ts";
import { printable } from "../diagnostics/printable.ts";

/** A text as the content of an element or of a quoted attribute, without control or direction-changing characters. */
export function escapeHtml(text: string): string {
  return htmlText(printable(text));
}
