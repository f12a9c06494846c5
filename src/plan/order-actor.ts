import { authority } from "../membership/authority.ts";
import type { PlannableChange } from "../membership/change.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Facts } from "../membership/facts.ts";
import type { Actor } from "../membership/standing.ts";
import { roleAt, subjectOf } from "../membership/subject.ts";
import type { Wanted } from "./difference.ts";
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

/** Positions of the changes that take something from the one who applies the plan. */
export function actorLowering(wanted: readonly Wanted[], live: Facts, actor: Actor): number[] {
  const own = emailKey(actor.email);
  return wanted.flatMap(({ change }, at) => (lowers(live, own, change) ? [at] : []));
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
