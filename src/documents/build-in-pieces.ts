import { parseEvents, YAMLException } from "js-yaml";
import { DEEPEST } from "./alias-budget.ts";
import type { BuiltValues } from "./built-values.ts";
import { tryDivide } from "./divide-text.ts";
import { PlainBuilder } from "./plain-builder.ts";
import type { Steps } from "./steps.ts";

/** In UTF-16 code units: what is made of so much is gone before the garbage collector looks at it twice. */
const PIECE = 64 * 1024;

/**
 * Builds the values of a big file a piece at a time, with the same parser: of a hundred thousand members, a million
 * events need never be there at once. Undefined where that is not possible or where something is wrong, which is then
 * found, and explained, in the whole. Each piece is a step.
 */
export function* tryBuildInPieces(text: string, size = PIECE): Steps<BuiltValues | undefined> {
  const pieces = tryDivide(text, size);
  if (pieces === undefined) return undefined;
  const builder = new PlainBuilder(text);
  try {
    for (const { start, end, isBody } of pieces) {
      const part = text.slice(start, end);
      const events = parseEvents(part, { maxDepth: isBody ? DEEPEST - 1 : DEEPEST });
      if (!builder.tryAdd(events, { text: part, start, isBody })) return undefined;
      yield;
    }
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
  const built = builder.toValues();
  return built.hasDuplicateKeys ? undefined : built;
}
