import { InvalidArgumentError } from "commander";
import { nearest } from "../diagnostics/suggest.ts";

/** A parser of one of a few words, which suggests the nearest where it is none of them. */
export function choice<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const known = words.find((word) => word === text);
    if (known !== undefined) return known;
    throw new InvalidArgumentError(`${unknownWord(text, words)}.`);
  };
}

/** `Did you mean plan? The choices are …`, or only the choices where none is near. */
export function unknownWord(text: string, words: readonly string[]): string {
  const near = nearest(text, words);
  const all = `The choices are ${words.join(", ")}`;
  return near === undefined ? all : `Did you mean ${near}? ${all}`;
}
