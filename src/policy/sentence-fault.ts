import type { Word } from "./words.ts";

/** Why a sentence cannot be understood, and which part of it. */
export class SentenceFault {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly length: number;

  constructor(code: string, message: string, { offset, length }: Pick<Word, "offset" | "length">) {
    this.code = code;
    this.message = message;
    this.offset = offset;
    this.length = length;
  }
}
