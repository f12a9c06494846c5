import { authority } from "../membership/authority.ts";
import type { PlannableChange } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import { applyChange } from "../membership/evolve.ts";
import type { Facts } from "../membership/facts.ts";
import type { Actor } from "../membership/standing.ts";
import { roleAt, subjectOf } from "../membership/subject.ts";
import type { Wanted } from "./difference.ts";
import { lowersCeiling } from "./lowered-ceiling.ts";
import type { Ordering } from "./ordering.ts";

/**
 * Who stands above the one who applies the plan, by a custom role that the plan lowers, is touched once it is lower:
 * before, they may not be managed.
 */
export function loweredBeforeManaged({ wanted, live, actor, index, graph }: Ordering): void {
  const edits = new Map([...index.of("update-role")].map(([at, { role }]) => [role, at]));
  if (edits.size === 0) return;
  wanted.forEach(({ change }, at) => {
    const subject = subjectOf(change);
    const held = subject && roleAt(live, subject);
    const edit = held?.custom === true ? edits.get(held.key) : undefined;
    if (edit === undefined) return;
    if (authority(live, actor, change).some(({ code }) => code === "member-above-actor")) graph.add(at, edit);
  });
}

/** What lowers the one who applies the plan runs after everything else, because everything else needs them. */
export function actorLast({ lowersActor, graph }: Ordering): void {
  if (lowersActor.length === 0) return;
  const before = graph.sinks(graph.dependants(lowersActor));
  lowersActor.forEach((at, position) => {
    for (const sink of before) graph.add(at, sink);
    const earlier = lowersActor[position - 1];
    if (earlier !== undefined && !graph.dependants([at]).has(earlier)) graph.add(at, earlier);
  });
}

/** Positions of the changes that take something from the one who applies the plan, in the order in which they run. */
export function actorLowering(wanted: readonly Wanted[], live: OrganizationDraft, actor: Actor): number[] {
  const own = emailKey(actor.email);
  const lowering = wanted.flatMap(({ change }, at) => (lowers(live, own, change) ? [at] : []));
  const ceiling = wanted.flatMap(({ change }, at) => (lowersCeiling(live, actor, change) ? [at] : []));
  const others = lowering.filter((at) => !ceiling.includes(at));
  const changesAt = (positions: readonly number[]) => positions.flatMap((at) => wanted[at]?.change ?? []);
  return areStillPermitted(live, actor, changesAt(ceiling), changesAt(others))
    ? [...ceiling, ...others]
    : [...others, ...ceiling];
}

/** True where all that is permitted now would be so once the ceiling of the token is lower. */
function areStillPermitted(
  live: OrganizationDraft,
  actor: Actor,
  ceiling: readonly PlannableChange[],
  others: readonly PlannableChange[],
): boolean {
  if (ceiling.length === 0 || others.length === 0) return true;
  const lowered = live.copy();
  for (const change of ceiling) applyChange(lowered, change);
  return others.every(
    (change) => authority(live, actor, change).length > 0 || authority(lowered, actor, change).length === 0,
  );
}

function lowers(facts: Facts, own: EmailKey, change: PlannableChange): boolean {
  switch (change.kind) {
    case "change-role":
    case "remove-member":
    case "override-permissions":
    case "change-tenant-role":
    case "revoke-tenant-role":
    case "change-project-role":
    case "revoke-project-role":
      return emailKey(change.email) === own;
    case "transfer-ownership":
      return true;
    case "update-role":
      return facts.member(own)?.role === change.role || facts.grantedRole(own, change.role) !== undefined;
    default:
      return false;
  }
}
