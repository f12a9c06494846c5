import type { Finding, Severity } from "../diagnostics/finding.ts";
import type { Located, LocatedDocument } from "../documents/located-document.ts";
import type { Path } from "../documents/path.ts";

/** One assertion as it is written, with its place in the file. */
export class Sentence {
  readonly text: string;
  readonly reason: string | undefined;
  readonly #document: LocatedDocument;
  readonly #path: Path;

  constructor(text: string, reason: string | undefined, document: LocatedDocument, path: Path) {
    this.text = text;
    this.reason = reason;
    this.#document = document;
    this.#path = path;
  }

  /** Where it stands. */
  get place(): Located {
    return this.#document.locate(this.#path);
  }

  /** A finding about the sentence, or about a part of it. */
  finding(code: string, severity: Severity, message: string, part?: { offset: number; length: number }): Finding {
    return { code, severity, message, ...(part === undefined ? this.place : this.#placeOf(part)) };
  }

  /** A part can be pointed at where the sentence stands as it is on one line, in quotation marks or without. */
  #placeOf({ offset, length }: { readonly offset: number; readonly length: number }): Located {
    const { place } = this;
    const { line, column } = place.source;
    const written = (this.#document.text.split(/\r\n|\r|\n/)[line - 1] ?? "").slice(column - 1);
    const indent = /^["']/.test(written) ? 1 : 0;
    if (written.slice(indent, indent + this.text.length) !== this.text) return place;
    return { source: { ...place.source, column: column + indent + offset }, length };
  }
}
