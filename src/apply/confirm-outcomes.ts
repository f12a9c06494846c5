import type { Reading } from "../membership/reading.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";
import type { ApplyOptions } from "./apply-plan.ts";
import { lastClaims } from "./last-claims.ts";
import type { Outcome } from "./outcome.ts";

/**
 * Compares what a writer said it did with what is live now. What it silently ignored has failed; what can't be seen
 * is not known.
 */
export async function confirmOutcomes(
  plan: Plan,
  outcomes: readonly Outcome[],
  options: ApplyOptions,
): Promise<readonly Outcome[]> {
  const done = new Set(outcomes.flatMap(({ id, outcome }) => (outcome === "done" ? [id] : [])));
  if (done.size === 0) return outcomes;
  const planned = new Map(plan.changes.map((change) => [change.id, change]));
  const doubts = await doubtsAbout(
    plan.changes.filter(({ id }) => done.has(id)),
    options,
  );
  const confirmed: Outcome[] = [];
  for (const outcome of outcomes) {
    const final = doubts.get(outcome.id) ?? outcome;
    confirmed.push(final);
    const change = planned.get(outcome.id);
    if (change !== undefined && done.has(outcome.id)) options.onOutcome?.(final, change);
  }
  await noteDoubts(doubts, options);
  return confirmed;
}

async function doubtsAbout(done: readonly PlannedChange[], { reader }: ApplyOptions): Promise<Map<string, Outcome>> {
  if (reader === undefined) return unconfirmed(done, "nothing was given to read it with");
  try {
    return compare(done, await reader.read());
  } catch (error) {
    return unconfirmed(done, (error as Error).message);
  }
}

function compare(done: readonly PlannedChange[], reading: Reading): Map<string, Outcome> {
  const doubts = new Map<string, Outcome>();
  for (const { id, claim } of lastClaims(done)) {
    const state = claim.collection === "organization" ? undefined : reading.completeness[claim.collection];
    if (claim.holds(reading.organization)) continue;
    if (state === undefined || state.state === "complete") doubts.set(id, ignored(id));
    else doubts.set(id, unseen(id, state.reason));
  }
  return doubts;
}

function unconfirmed(done: readonly PlannedChange[], reason: string): Map<string, Outcome> {
  return new Map(done.map(({ id }) => [id, unseen(id, reason)]));
}

function unseen(id: string, reason: string): Outcome {
  const message = `the target does not confirm its writes, and the result could not be seen: ${reason}`;
  return { id, outcome: "unknown", code: "write-unconfirmed", message };
}

function ignored(id: string): Outcome {
  const message = "the target answered that it was done, and it is not: read again, nothing has changed";
  return { id, outcome: "failed", code: "write-ignored", message };
}

/** A later run of the plan sends these again. A journal that can't be written has been told of already. */
async function noteDoubts(doubts: ReadonlyMap<string, Outcome>, { journal }: ApplyOptions): Promise<void> {
  const notes = [...doubts.values()].map(({ id, outcome, code }) =>
    journal?.ended({ id, state: outcome === "failed" ? "failed" : "unknown", ...(code === undefined ? {} : { code }) }),
  );
  await Promise.allSettled(notes);
}
