import type { PlannableChange } from "../membership/change.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Facts } from "../membership/facts.ts";
import type { Ordering } from "./order.ts";

/** What lowers the one who applies the plan runs after everything else, because everything else needs them. */
export function actorLast({ wanted, live, actor, graph }: Ordering): void {
  const own = emailKey(actor.email);
  const lowering = wanted.flatMap(({ change }, at) => (lowers(live, own, change) ? [at] : []));
  if (lowering.length === 0) return;
  const before = graph.sinks(graph.dependants(lowering));
  lowering.forEach((at, position) => {
    for (const sink of before) graph.add(at, sink);
    const earlier = lowering[position - 1];
    if (earlier !== undefined && !graph.dependants([at]).has(earlier)) graph.add(at, earlier);
  });
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
