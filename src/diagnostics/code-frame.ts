import { displayWidth, graphemes } from "./display-width.ts";
import type { Finding } from "./finding.ts";
import { printable } from "./printable.ts";

const LINES_ABOVE = 2;
const TAB = "  ";
/** Columns of a long line that are shown. */
const WIDEST = 120;
/** Columns kept before the fault in a long line. */
const LEAD = 40;
/** UTF-16 units on each side of a fault that are looked at, however long the line is. */
const NEARBY = 400;
/** Stands for nothing: makes a line long enough for its markers and is taken out of the frame again. */
const PADDING = "\u0000";

/**
 * The lines of the file that lead to a fault, with a caret under it. Empty where the finding has no place in the text.
 * Nothing in it comes from the file without being made harmless to a terminal.
 */
export async function frameOf(text: string, finding: Pick<Finding, "source" | "length">): Promise<string> {
  const { source, length = 1 } = finding;
  if (source === undefined) return "";
  const lines = linesUpTo(text, source.line);
  const faulty = lines.at(-1);
  if (faulty === undefined || faulty === "") return "";
  const marked = markedLine(faulty, source.column - 1, length);
  const above = marked.cut ? [] : lines.slice(0, -1).map((line) => windowOf(visible(line.slice(0, NEARBY)), 0, false));
  const shown = [...above, marked.line];
  const start = source.line - shown.length + 1;
  const { codeFrameColumns } = await import("@babel/code-frame");
  const location = {
    start: { line: source.line, column: marked.column },
    end: { line: source.line, column: marked.column + marked.width },
  };
  const frame = codeFrameColumns(shown.join("\n"), location, {
    linesAbove: LINES_ABOVE,
    linesBelow: 0,
    startLine: start,
  });
  return frame.replaceAll(PADDING, "");
}

/** The line of that number, from 1, and the ones just above it; empty where the text has no such line. */
function linesUpTo(text: string, line: number): string[] {
  const breaks = /\r\n|\r|\n/g;
  const lines: string[] = [];
  let start = 0;
  for (let number = 1; number <= line; number++) {
    const found = breaks.exec(text);
    lines.push(text.slice(start, found?.index ?? text.length));
    if (lines.length > LINES_ABOVE + 1) lines.shift();
    if (found === null) return number === line ? lines : [];
    start = breaks.lastIndex;
  }
  return lines;
}

interface MarkedLine {
  readonly line: string;
  /** Something was cut off in front. */
  readonly cut: boolean;
  /** Display column of the caret, from 0, and how many columns it covers. */
  readonly column: number;
  readonly width: number;
}

function markedLine(line: string, start: number, length: number): MarkedLine {
  const around = Math.max(0, start - NEARBY);
  const before = visible(line.slice(around, start));
  const whole = before + visible(line.slice(start, start + NEARBY));
  const column = displayWidth(before);
  const covered = Math.max(1, displayWidth(visible(line.slice(start, start + Math.min(length, NEARBY)))));
  const from = around === 0 && displayWidth(whole) <= WIDEST ? 0 : Math.max(0, column - LEAD);
  const cut = from > 0 || around > 0;
  const shownAt = column - from + (cut ? 1 : 0);
  const width = Math.min(covered, WIDEST);
  return { line: windowOf(whole, from, cut).padEnd(shownAt + width, PADDING), cut, column: shownAt, width };
}

function visible(line: string): string {
  return printable(line.replaceAll("\t", TAB));
}

/** The part of a line that is shown, from a display column on, with an ellipsis where something was cut. */
function windowOf(line: string, from: number, cut: boolean): string {
  let column = 0;
  let shown = cut ? "…" : "";
  for (const { text, width } of graphemes(line)) {
    // A wide character that is cut in half leaves a space, so that what follows keeps its column.
    if (column >= from) shown += text;
    else if (column + width > from) shown += " ".repeat(column + width - from);
    column += width;
    if (column - from >= WIDEST) return `${shown}…`;
  }
  return shown;
}
