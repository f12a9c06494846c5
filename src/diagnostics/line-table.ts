import type { SourcePosition } from "./source.ts";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Lines that are looked at before all are searched. */
const NEAR = 8;

/** Where the lines of a text start. A line ends with LF, CRLF or CR, as in YAML. */
export class LineTable {
  readonly #starts: readonly number[];
  #last = 0;

  constructor(text: string) {
    this.#starts = lineStarts(text);
  }

  /** The position of an offset into the text, in UTF-16 code units. */
  position(file: string, offset: number): SourcePosition {
    const line = this.#lineOf(offset);
    return { file, line: line + 1, column: offset - (this.#starts[line] ?? 0) + 1 };
  }

  /** Number of the last line that starts at or before the offset, from 0. */
  #lineOf(offset: number): number {
    const near = this.#tryNear(offset);
    this.#last = near ?? this.#search(offset);
    return this.#last;
  }

  /** Most offsets that are asked for come one after another, a few lines apart. */
  #tryNear(offset: number): number | undefined {
    if ((this.#starts[this.#last] ?? 0) > offset) return undefined;
    for (let line = this.#last; line < this.#last + NEAR; line++)
      if ((this.#starts[line + 1] ?? Number.POSITIVE_INFINITY) > offset) return line;
    return undefined;
  }

  #search(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
  return text.includes("\r") ? withBareReturns(text) : starts;
}

/** The slower way, for texts with carriage returns that may stand alone. */
function withBareReturns(text: string): number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(index + 1) !== LINE_FEED)) {
      starts.push(index + 1);
    }
  }
  return starts;
}
