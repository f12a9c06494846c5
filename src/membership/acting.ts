import type { Change } from "./change.ts";
import type { Facts } from "./facts.ts";
import { requiredActions } from "./requirement.ts";
import type { Place } from "./scope.ts";
import {
  type Actor,
  type Holding,
  holdingsOf,
  holdingWith,
  placeOfRequirement,
  requiredPermission,
} from "./standing.ts";

/** The holding in whose name the actor acts: the one with the required permission, else their own at the place. */
export function actingHolding(facts: Facts, actor: Actor, change: Change, place: Place): Holding | undefined {
  for (const required of requiredActions(facts, change)) {
    const permission = requiredPermission(facts, required.action, required.field);
    const holding =
      permission === undefined
        ? undefined
        : holdingWith(facts, actor, permission, placeOfRequirement(facts, required.action, required.place));
    if (holding !== undefined) return holding;
  }
  return holdingsOf(facts, actor, place).find((holding) => holding.place.scope === place.scope);
}

/** Whoever acts through a wider scope is above every role of this one. */
export function isAbove(holding: Holding, place: Place): boolean {
  return holding.place.scope !== place.scope;
}
