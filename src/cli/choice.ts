import { InvalidArgumentError } from "commander";
import { nearest } from "../diagnostics/suggest.ts";

/** A parser that says which words it takes, so that a shell can complete them. */
export interface Choice<Word extends string> {
  (text: string): Word;
  readonly words: readonly Word[];
}

/** A parser of one of a few words, which suggests the nearest where it is none of them. */
export function choice<Word extends string>(words: readonly Word[]): Choice<Word> {
  const parse = (text: string): Word => {
    const known = words.find((word) => word === text);
    if (known !== undefined) return known;
    throw new InvalidArgumentError(`${unknownWord(text, words)}.`);
  };
  return Object.assign(parse, { words });
}

/** The words that a parser takes; none where it is no {@link choice}. */
export function wordsOf(parser: unknown): readonly string[] {
  return typeof parser === "function" && "words" in parser ? (parser as Choice<string>).words : [];
}

/** `Did you mean plan? The choices are …`, or only the choices where none is near. */
export function unknownWord(text: string, words: readonly string[]): string {
  const near = nearest(text, words);
  const all = `The choices are ${words.join(", ")}`;
  return near === undefined ? all : `Did you mean ${near}? ${all}`;
}
