import { distance } from "fastest-levenshtein";
import { quoted } from "./printable.ts";

/** Among more candidates than this, looking for a near one would cost more than it helps. */
const MOST_CANDIDATES = 5000;
const LONGEST_LIST = 15;

/** The known word that a wrong one was probably meant to be; letter case and separators do not count. */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  const candidates = [...known];
  if (candidates.length > MOST_CANDIDATES || wrong.length > 200) return undefined;
  const plain = simplified(wrong);
  const allowed = plain.length < 4 ? 1 : Math.max(2, Math.floor(plain.length / 3));
  let best: string | undefined;
  let least = allowed + 1;
  for (const candidate of candidates) {
    const steps = distance(plain, simplified(candidate));
    if (steps < least && candidate !== wrong) {
      best = candidate;
      least = steps;
    }
  }
  return best;
}

function simplified(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, "");
}

/** What to change, for the end of a message: `did you mean "role"?`, or `there is a, b, c`. */
export function suggestion(wrong: string, known: Iterable<string>): string {
  const words = [...known];
  const near = nearest(wrong, words);
  return near === undefined ? `there is ${listed(words)}` : `did you mean ${quoted(near)}?`;
}

/** `a, b, c` or `none`; long lists end with how many were left out. */
export function listed(words: readonly string[]): string {
  const shown = words.slice(0, LONGEST_LIST).join(", ");
  if (words.length > LONGEST_LIST) return `${shown} and ${words.length - LONGEST_LIST} more`;
  return shown === "" ? "none" : shown;
}
