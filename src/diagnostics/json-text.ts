import { UNPRINTABLE } from "./printable.ts";

const PLAIN = /^[\n -~]*$/;

/**
 * A value as indented JSON that may be looked at on a terminal: what could move the cursor, hide or turn a text around
 * is written as an escape, which reads back as the same text.
 */
export function jsonText(value: unknown): string {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (PLAIN.test(text)) return text;
  return text.replace(UNPRINTABLE, (found) => (found === "\n" ? found : escaped(found)));
}

function escaped(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text.charCodeAt(index).toString(16).padStart(4, "0");
    return `\\u${unit}`;
  }).join("");
}
