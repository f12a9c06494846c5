import { htmlText } from "../../diagnostics/html-text.ts";
import { oneLine } from "./encode-text.ts";

/** What a letter can say about an invitation. */
export const PLACEHOLDERS = ["organization", "inviter", "email", "role", "link", "token", "expires"] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];
export type LetterValues = Readonly<Record<Placeholder, string>>;

/** Text with gaps, in the order in which they are written. */
export type TemplatePart = string | { readonly name: string; readonly offset: number };

/** The templates of one letter, read and checked. */
export interface LetterTemplates {
  readonly subject: readonly TemplatePart[];
  readonly text: readonly TemplatePart[];
  readonly html: readonly TemplatePart[];
}

const GAP = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Reads `text {{placeholder}} text`; `start` is where the text begins in its file. Names are not looked at here. */
export function templateParts(text: string, start = 0): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of text.matchAll(GAP)) {
    parts.push(text.slice(end, match.index), { name: match[1] ?? "", offset: start + match.index });
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

/** Fills the gaps of a plain text. A value is one line, and nothing in it is a gap again. */
export function renderText(parts: readonly TemplatePart[], values: LetterValues): string {
  return filled(parts, values, oneLine);
}

/** Fills the gaps of HTML, in text or in quoted attributes. */
export function renderHtml(parts: readonly TemplatePart[], values: LetterValues): string {
  return filled(parts, values, (value) => htmlText(oneLine(value)));
}

function filled(parts: readonly TemplatePart[], values: LetterValues, prepared: (value: string) => string): string {
  return parts.map((part) => (typeof part === "string" ? part : prepared(values[part.name as Placeholder]))).join("");
}
