import type { MembershipReader, MembershipWriter } from "../api/ports.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";
import { confirmOutcomes } from "./confirm-outcomes.ts";
import type { ApplyJournal } from "./journal.ts";
import type { Outcome } from "./outcome.ts";
import { Run } from "./run.ts";

export interface ApplyOptions {
  /** What earlier runs of this plan did, and where this one is noted. Without one, nothing can be resumed. */
  readonly journal?: ApplyJournal;
  /** Most changes under way at once, by default 8. */
  readonly concurrency?: number;
  /** Aborted, no further change starts; what is under way is waited for. */
  readonly signal?: AbortSignal;
  /** Called once for each change, as soon as its outcome is certain. */
  readonly onOutcome?: (outcome: Outcome, planned: PlannedChange) => void;
  /** Called when a change goes out. */
  readonly onStart?: (planned: PlannedChange) => void;
  /** Reads again what a writer that does not confirm its writes has done. */
  readonly reader?: MembershipReader;
}

/**
 * Carries a plan out: what it needs first, as much at once as `concurrency` allows. Gives exactly one outcome for
 * every change, in the plan's order, and throws only for bugs: a journal that can't be written any more ends the run
 * as a refused token does.
 */
export async function applyPlan(
  plan: Plan,
  writer: MembershipWriter,
  options: ApplyOptions = {},
): Promise<readonly Outcome[]> {
  const { confirmsWrites } = writer.capabilities;
  const report = options.onOutcome ?? (() => undefined);
  // What is done is not certain before it was seen, where the writer's word is not enough.
  const early = (outcome: Outcome, planned: PlannedChange) => {
    if (confirmsWrites || outcome.outcome !== "done") report(outcome, planned);
  };
  const outcomes = await new Run(plan, writer, { ...options, onOutcome: early }).toEnd();
  if (confirmsWrites) return outcomes;
  return await confirmOutcomes(plan, outcomes, { ...options, onOutcome: report });
}
