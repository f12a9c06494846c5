import type { Reading } from "../membership/reading.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";
import type { ApplyJournal } from "./journal.ts";
import { lastClaims } from "./last-claims.ts";

/**
 * The changes that an earlier run of the plan did, and that are not so any more: somebody has changed it since, or the
 * target was set back to what it was before. What cannot be seen whole, or may have changed by what was sent without an
 * answer, is not among them.
 */
export function undoneSince(plan: Plan, { entries }: Pick<ApplyJournal, "entries">, reading: Reading): PlannedChange[] {
  const begun = plan.changes.filter(({ id }) => entries.has(id));
  const undone = new Set(
    lastClaims(begun).flatMap(({ id, claim }) => {
      if (entries.get(id)?.state !== "done" || claim.holds(reading.organization)) return [];
      const seen = claim.collection === "organization" || reading.completeness[claim.collection].state === "complete";
      return seen ? [id] : [];
    }),
  );
  return begun.filter(({ id }) => undone.has(id));
}
