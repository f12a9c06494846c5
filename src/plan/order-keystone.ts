import type { PlannableChange } from "../membership/change.ts";
import { OrganizationDraft } from "../membership/draft.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import { applyChange } from "../membership/evolve.ts";
import type { Facts } from "../membership/facts.ts";
import { isKeystone } from "../membership/standing.ts";
import type { Ordering } from "./order.ts";

/**
 * Somebody holds the keystone at every step. Where one holder is untouched by the plan, nothing needs to wait;
 * otherwise whatever takes the keystone from anybody waits for the change that makes a lasting holder.
 */
export function keystoneKept(ordering: Ordering): void {
  const { wanted, graph } = ordering;
  const lowering = wanted.flatMap(({ change }, at) => (canLower(ordering, change) ? [at] : []));
  if (lowering.length === 0) return;
  const raising = lastingHolder(ordering);
  if (raising === undefined || raising === "untouched") return;
  for (const at of lowering) graph.add(at, raising);
}

/** True where the change may take the keystone from somebody who has it now. */
function canLower({ live }: Ordering, change: PlannableChange): boolean {
  switch (change.kind) {
    case "remove-member":
    case "change-role":
      return holdsKeystone(live, emailKey(change.email));
    case "update-role":
      return keystoneRole(live, change.role);
    default:
      return false;
  }
}

/** The change that makes somebody a holder who still is one at the end; or that no change needs to. */
function lastingHolder({ wanted, live, index }: Ordering): number | "untouched" | undefined {
  const end = new OrganizationDraft(live.model, live.toOrganization());
  for (const { change } of wanted) applyChange(end, change);
  const updated = new Map([...index.of("update-role")].map(([at, { role }]) => [role, at]));
  const moved = new Map([...index.of("change-role")].map(([at, { email }]) => [emailKey(email), at]));
  let made: number | undefined;
  for (const email of end.members.keys()) {
    if (!holdsKeystone(end, email)) continue;
    const move = moved.get(email);
    const raise = move ?? updated.get(end.member(email)?.role ?? "");
    if (move === undefined && holdsKeystone(live, email)) return "untouched";
    made ??= raise;
  }
  return made;
}

function holdsKeystone(facts: Facts, email: EmailKey): boolean {
  const member = facts.member(email);
  return member?.status === "active" && keystoneRole(facts, member.role);
}

function keystoneRole(facts: Facts, key: string): boolean {
  const role = facts.role("organization", key);
  return role !== undefined && isKeystone(facts, role);
}
