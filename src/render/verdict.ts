import type { Plan } from "../plan/plan.ts";

/** What a reviewer has to know first: whether a plan may run, and whether anybody gains by it. */
export type Verdict = "refused" | "broadens" | "safe" | "nothing";

/** One verdict for every format: a refusal outweighs what broadens, and that outweighs the rest. */
export function verdictOf({ refusals, changes }: Plan): Verdict {
  if (refusals.length > 0) return "refused";
  if (changes.length === 0) return "nothing";
  return changes.some(({ privilege }) => privilege === "broadens") ? "broadens" : "safe";
}
