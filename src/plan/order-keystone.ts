import type { PlannableChange } from "../membership/change.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import { applyChange } from "../membership/evolve.ts";
import type { Facts } from "../membership/facts.ts";
import { isKeystoneRole } from "../membership/keystone.ts";
import type { Ordering } from "./ordering.ts";

/**
 * Somebody holds the keystone at every step. Where somebody holds it now and in the end, at most the role that they
 * leave has to keep it until they have left; otherwise whatever takes the keystone from anybody waits for the change
 * that makes a lasting holder.
 */
export function keystoneKept(ordering: Ordering): void {
  const { wanted, graph, index } = ordering;
  const lowering = wanted.flatMap(({ change }, at) => (canLower(ordering, change) ? [at] : []));
  const lasting = lowering.length === 0 ? undefined : lastingHolder(ordering);
  if (lasting === undefined) return;
  if (lasting.keeps === undefined) {
    for (const at of lowering) graph.add(at, lasting.change);
    return;
  }
  for (const [at, { role }] of index.of("update-role")) if (role === lasting.keeps) graph.add(at, lasting.change);
}

/** True where the change may take the keystone from somebody who has it now. */
function canLower({ live }: Ordering, change: PlannableChange): boolean {
  switch (change.kind) {
    case "remove-member":
    case "change-role":
      return holdsKeystone(live, emailKey(change.email));
    case "update-role":
      return isKeystoneRole(live, change.role);
    default:
      return false;
  }
}

/** Somebody who holds the keystone in the end, and the change that it takes. */
interface LastingHolder {
  readonly change: number;
  /** They hold it already, through this role, which they leave by the change for another one that has it. */
  readonly keeps?: string;
}

/** Undefined where a holder is not touched at all, and where there is none. */
function lastingHolder(ordering: Ordering): LastingHolder | undefined {
  const found = candidates(ordering);
  if (found.some(({ change }) => change === undefined)) return undefined;
  return (found.find(({ keeps }) => keeps !== undefined) ?? found[0]) as LastingHolder | undefined;
}

/** Everybody who holds the keystone in the end, with what it takes; no change for those who hold it untouched. */
function candidates({ wanted, live, index }: Ordering): Partial<LastingHolder>[] {
  const end = live.copy();
  for (const { change } of wanted) applyChange(end, change);
  const updated = new Map([...index.of("update-role")].map(([at, { role }]) => [role, at]));
  const moved = new Map([...index.of("change-role")].map(([at, { email }]) => [emailKey(email), at]));
  return [...end.members.entries()].flatMap(([email, { role }]): Partial<LastingHolder>[] => {
    if (!holdsKeystone(end, email)) return [];
    const move = moved.get(email);
    if (!holdsKeystone(live, email)) return candidate(move ?? updated.get(role));
    return [move === undefined ? {} : { change: move, keeps: live.member(email)?.role ?? "" }];
  });
}

function candidate(change: number | undefined): Partial<LastingHolder>[] {
  return change === undefined ? [] : [{ change }];
}

function holdsKeystone(facts: Facts, email: EmailKey): boolean {
  const member = facts.member(email);
  return member?.status === "active" && isKeystoneRole(facts, member.role);
}
