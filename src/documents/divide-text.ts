/** A stretch of a text that is a YAML document by itself. */
export interface TextPiece {
  readonly start: number;
  readonly end: number;
  /** True for entries of the field that stands last before it, false for fields of the text itself. */
  readonly isBody: boolean;
}

const LINE_FEED = 10;
const SPACE = 32;
const COMMENT = 35;
const DASH = 45;

/** A field whose value is in the lines below. */
const BARE_FIELD = /^\w+: *$/;

/**
 * Divides a big file between its fields, and between the entries of big ones, so that no more than a piece need be held
 * as a parser holds it. Undefined for a text that is small, or not written in the way in which that can be seen from
 * the indentation of its lines alone.
 *
 * @param size pieces end at the first place behind so many UTF-16 code units
 */
export function tryDivide(text: string, size: number): TextPiece[] | undefined {
  if (text.length <= size || text.includes("\r")) return undefined;
  const division = new Division(text, size);
  for (let start = 0; start < text.length; ) {
    if (!division.takeLine(start)) return undefined;
    const end = text.indexOf("\n", start);
    start = end < 0 ? text.length : end + 1;
  }
  return division.finish();
}

/** What a line starts with: an entry of a list, the name of a field, or something else. */
type LineKind = "entry" | "field" | "other";

/** Lines that are indented less than an entry belong to no entry, and those indented more to the one before. */
class Division {
  readonly #text: string;
  readonly #size: number;
  readonly #pieces: TextPiece[] = [];
  #pieceStart = 0;
  #inBody = false;
  /** Whether the field can be divided; undefined before the first one. */
  #isDivisible: boolean | undefined;
  /** Of the field's entries; -1 until the first one has come. */
  #indentation = -1;
  #kind: LineKind = "other";
  #bodyStart = 0;

  constructor(text: string, size: number) {
    this.#text = text;
    this.#size = size;
  }

  /** False where the text cannot be divided. */
  takeLine(start: number): boolean {
    let at = start;
    while (this.#text.charCodeAt(at) === SPACE) at++;
    const first = this.#text.charCodeAt(at);
    if (first === LINE_FEED || first === COMMENT || at === this.#text.length) return true;
    const kind = this.#kindOf(at, first);
    return at === start && kind !== "entry"
      ? kind === "field" && this.#takeField(start)
      : this.#takeInner(start, at - start, kind);
  }

  /** All pieces; undefined where there is but one. */
  finish(): TextPiece[] | undefined {
    if (this.#pieces.length === 0) return undefined;
    this.#cut(this.#text.length);
    return this.#pieces;
  }

  #kindOf(at: number, first: number): LineKind {
    if (first === DASH) {
      const next = this.#text.charCodeAt(at + 1);
      return next === SPACE || next === LINE_FEED ? "entry" : "other";
    }
    return isWordCharacter(first) ? "field" : "other";
  }

  #takeField(start: number): boolean {
    if (this.#inBody || this.#isFull(start)) this.#cut(start);
    this.#inBody = false;
    const end = this.#text.indexOf("\n", start);
    this.#isDivisible = end >= 0 && BARE_FIELD.test(this.#text.slice(start, end));
    this.#indentation = -1;
    return true;
  }

  #takeInner(start: number, indentation: number, kind: LineKind): boolean {
    if (this.#isDivisible !== true) return this.#isDivisible === false;
    if (this.#indentation < 0) {
      this.#isDivisible = kind !== "other";
      this.#indentation = indentation;
      this.#kind = kind;
      this.#bodyStart = start;
      return true;
    }
    if (indentation !== this.#indentation) return indentation > this.#indentation;
    if (kind !== this.#kind) return false;
    if (this.#isFull(start)) this.#cutBody(start);
    return true;
  }

  #isFull(end: number): boolean {
    return end - this.#pieceStart > this.#size;
  }

  #cutBody(end: number): void {
    if (!this.#inBody) this.#cut(this.#bodyStart);
    this.#inBody = true;
    this.#cut(end);
  }

  #cut(end: number): void {
    this.#pieces.push({ start: this.#pieceStart, end, isBody: this.#inBody });
    this.#pieceStart = end;
  }
}

function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}
