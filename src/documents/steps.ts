import { setImmediate } from "node:timers/promises";

/** Work that is done in steps, and the result that it has in the end. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Takes all steps one after another. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Lets whatever else is waiting, such as an answer that comes in, have its turn between any two steps. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await setImmediate();
  }
}
