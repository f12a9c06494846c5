/** What came of an organization in one round and needs no second attempt: the next round looks again. */
export const SETTLED = ["in-sync", "applied", "drifted", "refused", "invalid"] as const;

/** What is tried again, with back-off, and becomes a dead letter once no attempt is left. */
export const UNSETTLED = ["error", "incomplete"] as const;

export type FleetOutcome = (typeof SETTLED)[number] | (typeof UNSETTLED)[number];

/** What came of one organization in one attempt. Says nothing that a log may not hold. */
export interface Verdict {
  readonly outcome: FleetOutcome;
  /** In one line. */
  readonly summary: string;
  /** Of the plan that was made, where one was. */
  readonly digest?: string;
  /** Changes that were carried out in this attempt. */
  readonly changes: number;
  /** What was said on the way, for whoever looks into it. */
  readonly detail?: string;
}

/** True where the round is over for this organization. */
export function isSettled({ outcome }: Verdict): boolean {
  return SETTLED.some((settled) => settled === outcome);
}
