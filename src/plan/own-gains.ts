import { promisedPermissions } from "../membership/access.ts";
import type { PlannableChange } from "../membership/change.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Facts } from "../membership/facts.ts";
import { list } from "../membership/refusal-text.ts";
import { formatPlace, type Place } from "../membership/scope.ts";
import { placesAbove } from "../membership/standing.ts";
import type { Subject } from "../membership/subject.ts";

/** What somebody has at one place, as far as having more of it is a raise. */
interface Held {
  readonly permissions: ReadonlySet<string>;
  readonly level: number;
}

interface Watched {
  readonly place: Place;
  readonly before: Held;
  readonly now: () => Held;
}

const NO_LEVEL = Number.NEGATIVE_INFINITY;

/**
 * Watches what one person has wherever a change touches them. The answer is for after the change: what they gained by
 * it, in words, and undefined where it raised them nowhere. A permission gained counts at the place where it is given,
 * even where the same one flows down from above, as in the plan's own list of access.
 *
 * @param live the organization before the plan
 * @param facts the organization at the step of the change
 * @param touched everybody whose own access the change may alter
 */
export function watchGains(
  live: Facts,
  facts: Facts,
  person: string,
  change: PlannableChange,
  touched: readonly Subject[],
): () => string | undefined {
  const email = emailKey(person);
  const watched = touched
    .filter((subject) => subject.email === email)
    .map(({ place }) => ({ place, before: heldAt(facts, email, place), now: () => heldAt(facts, email, place) }));
  if (change.kind === "update-project" && change.tenant !== undefined) {
    // A project that moves takes on what is held in its new tenant, without anybody being touched. It is compared with
    // what was held before the plan: what else the plan takes from them may come sooner or later than the move.
    const place: Place = { scope: "project", project: change.project };
    const before = heldAtAndAbove(live, email, place);
    watched.push({ place, before, now: () => heldAtAndAbove(facts, email, place) });
  }
  return () => watched.map(gained).find((gain) => gain !== undefined);
}

function gained({ place, before, now }: Watched): string | undefined {
  const present = now();
  const permissions = [...present.permissions.difference(before.permissions)].sort();
  if (permissions.length > 0) return `gains ${list(permissions)} at ${formatPlace(place)}`;
  return present.level > before.level
    ? `rises to a role of level ${present.level} at ${formatPlace(place)}`
    : undefined;
}

function heldAt(facts: Facts, email: EmailKey, place: Place): Held {
  const key = place.scope === "organization" ? facts.member(email)?.role : facts.grant(place, email)?.role;
  const level = key === undefined ? undefined : facts.role(place.scope, key)?.level;
  return { permissions: promisedPermissions(facts, email, place), level: level ?? NO_LEVEL };
}

function heldAtAndAbove(facts: Facts, email: EmailKey, place: Place): Held {
  const held = placesAbove(facts, place).map((above) => promisedPermissions(facts, email, above));
  return { permissions: held.reduce((all, some) => all.union(some), new Set<string>()), level: NO_LEVEL };
}
