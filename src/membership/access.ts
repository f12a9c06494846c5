import type { EmailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import { heldOrPromisedRole } from "./promise.ts";
import { formatPlace, ORGANIZATION, type Place } from "./scope.ts";
import { holdingAt, permissionsWithOverrides, placesAbove } from "./standing.ts";

/** One permission that somebody has at one place, and what gives it. */
export interface AccessEntry {
  readonly permission: string;
  /** `organization role admin`, `override`, `tenants/eu role tenant-admin` … */
  readonly through: string;
}

/** What somebody may do at one place. */
export interface PlaceAccess {
  readonly place: Place;
  /** The role held at exactly this place, if any. */
  readonly role: string | undefined;
  readonly permissions: readonly AccessEntry[];
}

/** Whether a change gives access, takes it, or neither. What does both broadens. */
export type Privilege = "broadens" | "narrows" | "unchanged";

/** Effective permissions of an active person at each place: what they hold there and what flows down to it. */
export function effectiveAccess(facts: Facts, email: EmailKey, places: readonly Place[]): PlaceAccess[] {
  return [ORGANIZATION, ...places].map((place) => ({
    place,
    role: holdingAt(facts, email, place)?.role.key,
    permissions: placesAbove(facts, place)
      .flatMap((above) => entriesFrom(facts, email, above))
      .filter(firstOfPermission()),
  }));
}

function entriesFrom(facts: Facts, email: EmailKey, place: Place): AccessEntry[] {
  const holding = holdingAt(facts, email, place);
  if (holding === undefined) return [];
  const through = `${formatPlace(place)} role ${holding.role.key}`;
  return [...holding.permissions].sort().map((permission) => ({
    permission,
    through: holding.role.permissions.has(permission) ? through : "override",
  }));
}

function firstOfPermission(): (entry: AccessEntry) => boolean {
  const seen = new Set<string>();
  return ({ permission }) => !seen.has(permission) && seen.add(permission) !== undefined;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * What somebody holds, or will hold once their pending invitation is accepted, at exactly this place. Plans compare
 * this before and after: an invitation is judged by the access that it promises.
 */
export function promisedPermissions(facts: Facts, email: EmailKey, place: Place): ReadonlySet<string> {
  const member = facts.member(email);
  if (member?.status === "expired") return NOTHING;
  if (place.scope === "organization") {
    const role = member && facts.role("organization", member.role);
    return member && role ? permissionsWithOverrides(role, member.overrides) : NOTHING;
  }
  const role = heldOrPromisedRole(facts, email, place);
  return (role === undefined ? undefined : facts.role(place.scope, role)?.permissions) ?? NOTHING;
}

/**
 * The same at this place and in the tenant above it: what a project that moves takes on, and leaves behind. What
 * organization roles give reaches every tenant and project alike, and is not counted.
 */
export function promisedPermissionsWithin(facts: Facts, email: EmailKey, place: Place): ReadonlySet<string> {
  return placesAbove(facts, place)
    .filter(({ scope }) => scope !== "organization")
    .map((above) => promisedPermissions(facts, email, above))
    .reduce((all, some) => (some.isSubsetOf(all) ? all : all.size === 0 ? some : all.union(some)), NOTHING);
}

/** Compares two sets of permissions. */
export function privilegeOf(before: ReadonlySet<string>, after: ReadonlySet<string>): Privilege {
  if (before === after) return "unchanged";
  if (!after.isSubsetOf(before)) return "broadens";
  return after.size < before.size ? "narrows" : "unchanged";
}
