import { authority } from "./authority.ts";
import type { Change } from "./change.ts";
import type { Facts } from "./facts.ts";
import { invariants } from "./invariants.ts";
import { type Refusal, sortRefusals } from "./refusal.ts";
import type { Actor } from "./standing.ts";

/**
 * The one judge: every reason why this actor may not make this change now, in the order in which reasons are
 * reported. None means that the change is permitted and leaves the organization sound.
 */
export function judge(facts: Facts, actor: Actor, change: Change): Refusal[] {
  return sortRefusals([...authority(facts, actor, change), ...invariants(facts, change)]);
}
