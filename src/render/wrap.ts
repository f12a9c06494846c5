import { displayWidth } from "../diagnostics/display-width.ts";

/** Columns of a terminal; undefined where the output is no terminal and nothing is wrapped. */
export type Width = number | undefined;

/**
 * Puts words into lines of at most so many columns, the first line into `first` and the others into `rest`. A word that
 * is wider than a line stays whole: what is copied from a terminal must not be broken.
 */
export function wrapWords(words: readonly string[], first: Width, rest: Width = first): string[][] {
  if (first === undefined || rest === undefined) return words.length === 0 ? [] : [[...words]];
  const lines: string[][] = [];
  let line: string[] = [];
  let used = 0;
  for (const word of words) {
    const width = displayWidth(word);
    const room = lines.length === 0 ? first : rest;
    if (line.length > 0 && used + 1 + width > room) {
      lines.push(line);
      line = [];
      used = 0;
    }
    used += (line.length === 0 ? 0 : 1) + width;
    line.push(word);
  }
  return line.length === 0 ? lines : [...lines, line];
}

/** Lines of a text, broken between its words; at least one. */
export function wrapText(text: string, first: Width, rest: Width = first): string[] {
  if (first === undefined || displayWidth(text) <= first) return [text];
  const lines = wrapWords(text.split(" "), first, rest).map((words) => words.join(" "));
  return lines.length === 0 ? [""] : lines;
}

/** Fills a text with spaces up to a width. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
