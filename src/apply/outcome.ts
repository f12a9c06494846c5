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
