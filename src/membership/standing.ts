import { type EmailKey, emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import type { Member } from "./organization.ts";
import type { Action, Reach, Role } from "./role-model.ts";
import { ORGANIZATION, type Place, type Scope } from "./scope.ts";

/** Who acts: the person behind a token. A token can carry a ceiling, an organization role it never exceeds. */
export interface Actor {
  readonly email: string;
  readonly ceiling?: string;
}

/** One role that a person has at one place, with the overrides that apply there. */
export interface Holding {
  readonly place: Place;
  readonly role: Role;
  readonly permissions: ReadonlySet<string>;
}

/** The places whose roles apply at a place: itself and the ones above, widest first. */
export function placesAbove(facts: Facts, place: Place): readonly Place[] {
  switch (place.scope) {
    case "organization":
      return [ORGANIZATION];
    case "tenant":
      return [ORGANIZATION, place];
    case "project": {
      const tenant = facts.tenantOf(place.project);
      return tenant ? [ORGANIZATION, { scope: "tenant", tenant }, place] : [ORGANIZATION, place];
    }
  }
}

/** The permissions that a member's organization role gives after their overrides. */
export function permissionsWithOverrides(role: Role, overrides: Member["overrides"]): ReadonlySet<string> {
  const switched = Object.entries(overrides);
  if (switched.length === 0) return role.permissions;
  const permissions = new Set(role.permissions);
  for (const [permission, override] of switched) {
    if (override === "allow") permissions.add(permission);
    else permissions.delete(permission);
  }
  return permissions;
}

/** What an active person holds at exactly this place; nothing for anybody else. */
export function holdingAt(facts: Facts, email: EmailKey, place: Place): Holding | undefined {
  const member = facts.member(email);
  if (place.scope === "organization") {
    if (member?.status !== "active") return undefined;
    const role = facts.role("organization", member.role);
    return role && { place, role, permissions: permissionsWithOverrides(role, member.overrides) };
  }
  if (facts.model.invitations.grantsRequireMembership && member?.status !== "active") return undefined;
  const grant = facts.grant(place, email);
  const role = grant && facts.role(place.scope, grant.role);
  return role && { place, role, permissions: role.permissions };
}

/** What an actor holds at a place and above it, widest first, each bounded by the token's ceiling. */
export function holdingsOf(facts: Facts, actor: Actor, place: Place): Holding[] {
  const email = emailKey(actor.email);
  const ceiling = actor.ceiling === undefined ? undefined : facts.role("organization", actor.ceiling);
  const holdings: Holding[] = [];
  for (const above of placesAbove(facts, place)) {
    const holding = holdingAt(facts, email, above);
    if (holding === undefined) continue;
    holdings.push(actor.ceiling === undefined ? holding : underCeiling(facts, holding, ceiling));
  }
  return holdings;
}

function underCeiling(facts: Facts, holding: Holding, ceiling: Role | undefined): Holding {
  const catalogued = (permission: string) => facts.model.permissions.has(permission);
  const permissions = new Set(
    [...holding.permissions].filter((permission) => !catalogued(permission) || ceiling?.permissions.has(permission)),
  );
  const lower =
    holding.place.scope === "organization" && ceiling !== undefined ? lowerRole(holding.role, ceiling) : holding.role;
  return { place: holding.place, role: lower, permissions };
}

function lowerRole(role: Role, ceiling: Role): Role {
  return (role.level ?? 0) <= (ceiling.level ?? 0) ? role : ceiling;
}

/** The widest holding through which the actor has a permission at this place. */
export function holdingWith(facts: Facts, actor: Actor, permission: string, place: Place): Holding | undefined {
  return holdingsOf(facts, actor, place).find((holding) => holding.permissions.has(permission));
}

/** True where the actor holds the permission at this place or above it. */
export function holdsPermission(facts: Facts, actor: Actor, permission: string, place: Place): boolean {
  return holdingWith(facts, actor, permission, place) !== undefined;
}

/** True where a holder of `role` reaches `target`, both of one scope. */
export function reaches(reach: Reach, role: Role, target: Role): boolean {
  if (reach === "any") return true;
  if (typeof reach !== "string") return reach.has(target.key);
  if (role.level === undefined || target.level === undefined) return true;
  return reach === "below" ? target.level < role.level : target.level <= role.level;
}

/** The permission that the model requires for an action, or for one field of an update. */
export function requiredPermission(facts: Facts, action: Action, field?: string): string | undefined {
  const requirement = facts.model.actions.get(action);
  if (requirement === undefined) return undefined;
  return (field === undefined ? undefined : requirement.fields.get(field)) ?? requirement.permission;
}

/** The place at which an action's permission is looked for: the object's own, or the wider one the model names. */
export function placeOfRequirement(facts: Facts, action: Action, place: Place): Place {
  const scope: Scope | undefined = facts.model.actions.get(action)?.scope;
  return placesAbove(facts, place).find((above) => above.scope === scope) ?? place;
}

/** True where whoever holds this role is what the organization must never be without. */
export function isKeystone({ model }: Pick<Facts, "model">, role: Role): boolean {
  const { keystone } = model.ownership;
  if (role.scope !== "organization") return false;
  return "role" in keystone ? role.key === keystone.role : role.permissions.has(keystone.permission);
}
