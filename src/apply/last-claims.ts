import type { PlannedChange } from "../plan/plan.ts";
import { type Claim, claimsOf } from "./claims.ts";

/** A claim, and the change that made it. */
export interface Made {
  readonly id: string;
  readonly claim: Claim;
}

/** Of several claims about the same the last one has to hold; an object that goes, or comes anew, forgets the others. */
export function lastClaims(done: readonly PlannedChange[]): Made[] {
  const objects = new Map<string, Map<string, Made>>();
  for (const planned of done) {
    for (const claim of claimsOf(planned)) {
      const facets = claim.facet === "" ? new Map<string, Made>() : (objects.get(claim.about) ?? new Map());
      objects.set(claim.about, facets.set(claim.facet, { id: planned.id, claim }));
    }
  }
  return [...objects.values()].flatMap((facets) => [...facets.values()]);
}
