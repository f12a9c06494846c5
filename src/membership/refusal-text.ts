import { addressOf, type Change } from "./change.ts";
import type { Facts } from "./facts.ts";
import type { Refusal, RefusalCode } from "./refusal.ts";
import type { Role } from "./role-model.ts";
import type { Place } from "./scope.ts";
import { type Actor, holdingsOf } from "./standing.ts";

/** A refusal of this change. */
export function refused(code: RefusalCode, change: Change, message: string): Refusal {
  return { code, address: addressOf(change), message };
}

/** `admin (level 80)`, or `recruiter` on platforms without levels. */
export function describeRole(role: Role): string {
  return role.level === undefined ? role.key : `${role.key} (level ${role.level})`;
}

/** The actor with the role nearest to the place, or with the fact that there is none. */
export function actorName(facts: Facts, actor: Actor, place: Place): string {
  const nearest = holdingsOf(facts, actor, place).at(-1);
  return nearest === undefined ? `${actor.email} (no role here)` : `${actor.email}, ${describeRole(nearest.role)},`;
}

/** What a role may assign or manage, in words. */
export function describeReach(verb: "assign" | "manage", role: Role): string {
  const reach = verb === "assign" ? role.assigns : role.manages;
  if (typeof reach !== "string") {
    return reach.size === 0 ? `${role.key} may ${verb} no role` : `${role.key} may ${verb} ${list([...reach])} only`;
  }
  if (reach === "any") return `${role.key} may ${verb} every role`;
  return `${role.key} may ${verb} roles ${reach === "below" ? "below" : "at or below"} level ${role.level}`;
}

/** `a`, `a and b`, `a, b and c`; long lists end with how many were left out. */
export function list(items: readonly string[]): string {
  const shown = items.slice(0, 8);
  if (items.length > shown.length) return `${shown.join(", ")} and ${items.length - shown.length} more`;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}
