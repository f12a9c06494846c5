import { clipped } from "../diagnostics/clipped.ts";
import { printable } from "../diagnostics/printable.ts";

/** Longer texts are cut: a reviewer reads no title of ten thousand characters, and a comment has no room for one. */
const LONGEST_SPAN = 200;
const LONGEST_PROSE = 1200;

/** Words and small numbers that mean nothing to any renderer, with the punctuation of a sentence around them. */
const WORD = /^\(?(?:\p{Script=Latin}+(?:[-'’]\p{Script=Latin}+)*[,;:.!?)]*|\d{1,6}[,;:]*)$/u;
/** What code hosts take for the name of a commit. */
const HEXADECIMAL = /^\W*[0-9a-f]{7,}\W*$/i;
const SIGNS: ReadonlySet<string> = new Set(["→", "−", "—", "·"]);
const PUNCTUATED = /^(\(?)(.+?)([,;:.)]*)$/su;

/**
 * A text as a code span: no renderer looks for mentions, references, links or markup in one. Not for the cells of a
 * table, where a bar would end the cell.
 */
export function codeSpan(text: string, longest = LONGEST_SPAN): string {
  const shown = clipped(printable(text), longest);
  if (shown === "") return "`\u00a0`";
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(freeLength(new Set(runs.map(({ length }) => length))));
  const padding = /^[ `]|[ `]$/.test(shown) && shown.trim() !== "" ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}

function freeLength(taken: ReadonlySet<number>): number {
  let length = 1;
  while (taken.has(length)) length++;
  return length;
}

/**
 * A sentence in which data may stand: plain words stay as they are, everything else (addresses, keys, anything with a
 * sign in it) becomes code. What is not a word of letters reaches no renderer as text; never empty, for a list item
 * without text would make a heading of the line above it.
 */
export function prose(text: string): string {
  const parts: string[] = [];
  let code: string[] = [];
  const flush = () => {
    if (code.length > 0) parts.push(spanOf(code.join(" ")));
    code = [];
  };
  for (const token of clipped(printable(text), LONGEST_PROSE).split(" ")) {
    if (token === "") continue;
    if (isPlain(token)) {
      flush();
      parts.push(token);
    } else {
      code.push(token);
      if (/[,;:.)]$/.test(token)) flush();
    }
  }
  flush();
  return parts.length === 0 ? codeSpan("") : parts.join(" ");
}

function isPlain(token: string): boolean {
  return SIGNS.has(token) || (WORD.test(token) && !HEXADECIMAL.test(token));
}

/** The span, with the punctuation of the sentence left outside. */
function spanOf(text: string): string {
  const [, before = "", core = text, after = ""] = PUNCTUATED.exec(text) ?? [];
  return `${before}${codeSpan(core, LONGEST_PROSE)}${after}`;
}
