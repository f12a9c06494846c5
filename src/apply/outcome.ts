/** How a planned change ended. `unknown`: it was sent and no answer came. */
export type OutcomeKind = "done" | "failed" | "unknown" | "not-attempted";

export interface Outcome {
  /** Id of the planned change. */
  readonly id: string;
  readonly outcome: OutcomeKind;
  /** Why it did not end well; absent where it did. */
  readonly code?: string;
  readonly message?: string;
  /** It was done by an earlier run of the same plan. */
  readonly resumed?: boolean;
}

/** How many changes ended how. A run is good where all are `done`. */
export type OutcomeSummary = Readonly<Record<OutcomeKind, number>>;

/** Counts outcomes by kind; kinds that did not occur are 0. */
export function summarizeOutcomes(outcomes: readonly Outcome[]): OutcomeSummary {
  const summary: Record<OutcomeKind, number> = { done: 0, failed: 0, unknown: 0, "not-attempted": 0 };
  for (const { outcome } of outcomes) summary[outcome] += 1;
  return summary;
}
