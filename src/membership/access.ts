import type { Change } from "./change.ts";
import type { OrganizationDraft } from "./draft.ts";
import { type EmailKey, emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import type { Role } from "./role-model.ts";
import { formatPlace, ORGANIZATION, type Place } from "./scope.ts";
import { holdingAt, isKeystone, permissionsWithOverrides, placesAbove } from "./standing.ts";

/** One permission that somebody has at one place, and what gives it. */
export interface AccessEntry {
  readonly permission: string;
  /** `organization role admin`, `override`, `tenants/eu role tenant-admin` … */
  readonly through: string;
}

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
  const promised = member?.invitation?.target;
  const target =
    promised !== undefined && formatPlace(promised.place) === formatPlace(place) ? promised.role : undefined;
  return rolePermissions(facts.role(place.scope, facts.grant(place, email)?.role ?? target ?? ""));
}

function rolePermissions(role: Role | undefined): ReadonlySet<string> {
  return role?.permissions ?? NOTHING;
}

/** Compares two sets of permissions. */
export function privilegeOf(before: ReadonlySet<string>, after: ReadonlySet<string>): Privilege {
  if (before === after) return "unchanged";
  if (!after.isSubsetOf(before)) return "broadens";
  return after.size < before.size ? "narrows" : "unchanged";
}

/** One person at one place, whose access a change touches. */
export interface Standing {
  readonly email: EmailKey;
  readonly place: Place;
}

/** Everybody whose own access, at whichever place, a change may alter: to be asked before it is carried out. */
export function standingsTouchedBy(draft: OrganizationDraft, change: Change): Standing[] {
  switch (change.kind) {
    case "invite-member": {
      const email = emailKey(change.email);
      const own: Standing = { email, place: ORGANIZATION };
      return change.target === undefined ? [own] : [own, { email, place: change.target.place }];
    }
    case "cancel-invitation":
    case "resend-invitation":
    case "accept-invitation":
    case "remove-member":
      return everywhere(draft, emailKey(change.email));
    case "change-role":
    case "override-permissions":
      return [{ email: emailKey(change.email), place: ORGANIZATION }];
    case "transfer-ownership":
      return [...keystoneHoldersOf(draft), { email: emailKey(change.email), place: ORGANIZATION }];
    case "update-role":
      return holdersOfCustomRole(draft, change.role);
    case "grant-tenant-role":
    case "change-tenant-role":
    case "revoke-tenant-role":
      return [{ email: emailKey(change.email), place: { scope: "tenant", tenant: change.tenant } }];
    case "delete-tenant":
      return inTenant(draft, change.tenant);
    case "grant-project-role":
    case "change-project-role":
    case "revoke-project-role":
      return [{ email: emailKey(change.email), place: { scope: "project", project: change.project } }];
    case "delete-project":
      return at(draft, { scope: "project", project: change.project });
    case "update-organization":
    case "delete-organization":
    case "create-role":
    case "delete-role":
    case "update-attributes":
    case "create-tenant":
    case "update-tenant":
    case "create-project":
    case "update-project":
      return [];
  }
}

function everywhere(draft: OrganizationDraft, email: EmailKey): Standing[] {
  const target = draft.member(email)?.invitation?.target;
  const places = [ORGANIZATION, ...draft.placesOf(email), ...(target === undefined ? [] : [target.place])];
  return places.map((place) => ({ email, place }));
}

function at(draft: OrganizationDraft, place: Place): Standing[] {
  const promised = draft.promisedAt(place).map(({ email }) => emailKey(email));
  return [...new Set([...(draft.grantsAt(place)?.keys() ?? []), ...promised])].map((email) => ({ email, place }));
}

function inTenant(draft: OrganizationDraft, tenant: string): Standing[] {
  const projects = [...draft.projects.values()].filter((project) => project.tenant === tenant);
  return [
    ...at(draft, { scope: "tenant", tenant }),
    ...projects.flatMap(({ key }) => at(draft, { scope: "project", project: key })),
  ];
}

function keystoneHoldersOf(draft: OrganizationDraft): Standing[] {
  const holders: Standing[] = [];
  for (const [email, member] of draft.members) {
    const role = draft.role("organization", member.role);
    if (role !== undefined && member.status === "active" && isKeystone(draft, role))
      holders.push({ email, place: ORGANIZATION });
  }
  return holders;
}

/** Everybody who has a custom role, wherever it holds. */
export function holdersOfCustomRole(draft: OrganizationDraft, key: string): Standing[] {
  const scope = draft.customRoles.get(key)?.scope;
  if (scope === undefined) return [];
  if (scope === "organization") {
    return [...draft.members]
      .filter(([, member]) => member.role === key)
      .map(([email]) => ({ email, place: ORGANIZATION }));
  }
  const places: Place[] =
    scope === "tenant"
      ? [...draft.tenants.keys()].map((tenant) => ({ scope, tenant }))
      : [...draft.projects.keys()].map((project) => ({ scope, project }));
  return places.flatMap((place) => at(draft, place).filter(({ email }) => draft.grant(place, email)?.role === key));
}
