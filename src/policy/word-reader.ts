import { quoted } from "../diagnostics/printable.ts";
import type { SentenceFault } from "./sentence-fault.ts";
import { type Word, wordsOf } from "./words.ts";

/** The words of a sentence one after another, and the first thing that is wrong with them. */
export class WordReader {
  fault: SentenceFault | undefined;
  readonly #words: readonly Word[];
  readonly #end: Word;
  #next = 0;

  constructor(sentence: string) {
    this.#words = wordsOf(sentence);
    this.#end = { text: "", offset: Math.max(0, sentence.trimEnd().length - 1), length: 1, quoted: false };
  }

  /** The next word, which stays the next; the end has an empty text. */
  get next(): Word {
    return this.#words[this.#next] ?? this.#end;
  }

  get done(): boolean {
    return this.#next >= this.#words.length;
  }

  take(): Word {
    const word = this.next;
    this.#next += 1;
    return word;
  }

  /** Takes the next word if it is this one. */
  accept(...texts: readonly string[]): boolean {
    if (this.done || this.next.quoted || !texts.includes(this.next.text)) return false;
    this.#next += 1;
    return true;
  }

  /** Notes what is wrong; of several faults the first one counts. */
  fail(code: string, message: string, { offset, length }: Word): undefined {
    this.fault ??= { code, message, offset, length };
    return undefined;
  }

  /** Something else stands here, or nothing. */
  expected(what: string): undefined {
    const found = this.done ? "the sentence ends" : `there is ${quoted(this.next.text)}`;
    return this.fail("assertion-syntax", `${found} where ${what} is expected`, this.next);
  }
}
