import type { PlannableChange } from "../membership/change.ts";
import type { Facts } from "../membership/facts.ts";
import { list } from "../membership/refusal-text.ts";
import type { Actor } from "../membership/standing.ts";

/** True where the change takes something from the role that the token of the one who applies the plan never exceeds. */
export function lowersCeiling(facts: Facts, { ceiling }: Actor, change: PlannableChange): boolean {
  if (ceiling === undefined || !("role" in change) || change.role !== ceiling) return false;
  return change.kind === "delete-role" || takenFromRole(facts, change).length > 0;
}

/** What a change does to the token that applies it, in words; asked before it runs. */
export function effectsOnToken(facts: Facts, actor: Actor, change: PlannableChange): string[] {
  if (!lowersCeiling(facts, actor, change)) return [];
  return change.kind === "delete-role"
    ? ["the token that applies this plan loses its ceiling role, and with it all that it may do"]
    : [`lowers the ceiling of the token that applies this plan, by ${list(takenFromRole(facts, change))}`];
}

/** The permissions that an edit takes out of an organization role. */
function takenFromRole(facts: Facts, change: PlannableChange): string[] {
  if (change.kind !== "update-role" || change.permissions === undefined) return [];
  const present = facts.role("organization", change.role)?.permissions ?? new Set<string>();
  return [...present.difference(new Set(change.permissions))].sort();
}
