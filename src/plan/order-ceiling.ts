import type { ChangeOf } from "../membership/change.ts";
import type { Facts } from "../membership/facts.ts";
import type { Actor } from "../membership/standing.ts";
import { lowersCeiling } from "./lowered-ceiling.ts";
import type { Ordering } from "./ordering.ts";

/**
 * Where the plan raises the ceiling of the token that applies it, and takes nothing from it, that comes before all that
 * it does not wait for itself: any of it may need what the token gains.
 */
export function ceilingRaisedFirst({ wanted, live, actor, index, graph }: Ordering): void {
  const [raise] = [...index.of("update-role")].find(([, change]) => raisesCeiling(live, actor, change)) ?? [];
  if (raise === undefined) return;
  const before = graph.dependencies([raise]);
  wanted.forEach((_change, at) => {
    if (!before.has(at)) graph.add(at, raise);
  });
}

function raisesCeiling(facts: Facts, actor: Actor, change: ChangeOf<"update-role">): boolean {
  if (change.role !== actor.ceiling || lowersCeiling(facts, actor, change)) return false;
  const present = facts.role("organization", change.role)?.permissions;
  return change.permissions?.some((permission) => present?.has(permission) === false) === true;
}
