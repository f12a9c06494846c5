/** A piece of a sentence and where it starts, in UTF-16 code units. */
export interface Word {
  readonly text: string;
  readonly offset: number;
  readonly length: number;
  /** It stood in quotation marks: a value, whatever it looks like. */
  readonly quoted: boolean;
}

const WORD = /"([^"]*)"|[[\],]|[^\s[\],"]+/g;

/** The words of a sentence; brackets and commas are words of their own. */
export function wordsOf(sentence: string): Word[] {
  return [...sentence.matchAll(WORD)].map((match) => ({
    text: match[1] ?? match[0],
    offset: match.index,
    length: match[0].length,
    quoted: match[1] !== undefined,
  }));
}
