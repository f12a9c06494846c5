import type { Change } from "./change.ts";
import type { Facts } from "./facts.ts";
import type { Refusal } from "./refusal.ts";
import { refused } from "./refusal-text.ts";

/** A custom role is deleted once nobody has it, or is invited to it, at any place. */
export function roleInUse(facts: Facts, change: Change): Refusal[] {
  if (change.kind !== "delete-role") return [];
  let holders = 0;
  for (const scope of facts.model.scopes.keys()) {
    if (facts.role(scope, change.role)?.custom === true) holders += facts.holdersOf(scope, change.role);
  }
  if (holders === 0) return [];
  const message = `the role ${change.role} is held or invited to ${holders === 1 ? "once" : `${holders} times`}; give its holders another role first`;
  return [refused("role-in-use", change, message)];
}

/** The refusal of a deletion that comes with something that needs the role to stay. */
export function roleStillNeeded(role: string): Refusal {
  const message = `the role ${role} is held or invited to here and deleted in the same plan; give its holders another role first`;
  return refused("role-in-use", { kind: "delete-role", role }, message);
}
