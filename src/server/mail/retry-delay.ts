const FIRST_MS = 5_000;
const LONGEST_MS = 1_800_000;

/**
 * How long to wait after an attempt, in milliseconds: 5 s, doubled each time up to 30 min, and by chance up to half of
 * that less, so that letters that failed together do not come back together.
 *
 * @param attempt the one that failed, from 1
 * @param chance from 0 to 1
 */
export function retryDelay(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 30));
  return Math.round(longest * (1 - chance / 2));
}
