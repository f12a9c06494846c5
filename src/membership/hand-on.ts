import { actingHolding, isAbove } from "./acting.ts";
import type { Change, ChangeOf } from "./change.ts";
import { emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import { patched } from "./patch.ts";
import type { Refusal } from "./refusal.ts";
import { actorName, list, refused } from "./refusal-text.ts";
import { moves } from "./requirement.ts";
import type { Role } from "./role-model.ts";
import { ORGANIZATION, type Place } from "./scope.ts";
import {
  type Actor,
  type Holding,
  holdingsOf,
  holdingWith,
  holdsPermission,
  permissionsWithOverrides,
  requiredPermission,
} from "./standing.ts";
import { type Assignment, assignmentOf, joiningRole } from "./subject.ts";

/** Permissions that a change gives to somebody at a place. */
interface HandedOn {
  readonly place: Place;
  readonly permissions: Iterable<string>;
}

/**
 * Rule 4: a custom role or an override that the actor defines or assigns contains nothing that the actor lacks.
 * Who acts through a custom role, or has less than their role gives, hands on only what they hold: the level of the
 * one is only derived, that of the other says too much.
 */
export function permissionNotHeld(facts: Facts, actor: Actor, change: Change): Refusal[] {
  return handedOn(facts, actor, change).flatMap(({ place, permissions }) => {
    const lacking = [...permissions].filter((permission) => !holdsPermission(facts, actor, permission, place));
    if (lacking.length === 0) return [];
    const message = `${actorName(facts, actor, place)} does not hold ${list(lacking)} and so cannot hand it on`;
    return [refused("permission-not-held", change, message)];
  });
}

/** A custom role; or less than the role gives, because of a denied permission or of the token's ceiling. */
function isBounded({ role, permissions }: Holding): boolean {
  return role.custom || !role.permissions.isSubsetOf(permissions);
}

function handedOn(facts: Facts, actor: Actor, change: Change): HandedOn[] {
  switch (change.kind) {
    case "create-role":
    case "update-role": {
      if (facts.model.customRoles?.contained.has("define") !== true || change.permissions === undefined) return [];
      return [{ place: ORGANIZATION, permissions: catalogued(facts, change.permissions) }];
    }
    case "override-permissions": {
      const given = permissionsGivenByOverride(facts, change).filter((key) => facts.model.overridable.has(key));
      return [{ place: ORGANIZATION, permissions: given }];
    }
    case "transfer-ownership":
      return byOwnRole(facts, actor, keystoneRole(facts));
    case "update-project":
      return moves(facts, change) ? byMoving(facts, actor, change) : [];
    case "invite-member":
      return byInviting(facts, actor, change, change);
    case "resend-invitation": {
      const invitation = expiredInvitation(facts, change);
      return invitation === undefined ? [] : byInviting(facts, actor, change, invitation);
    }
    default:
      return byAssignment(facts, actor, change);
  }
}

function byInviting(facts: Facts, actor: Actor, change: Change, invitation: ChangeOf<"invite-member">): HandedOn[] {
  const joining = joiningRole(facts, invitation);
  return [...byAssignment(facts, actor, change, assignmentOf(invitation)), ...byOwnRole(facts, actor, joining)];
}

/** One that is over can be accepted by nobody: whoever sends it again invites anew. */
function expiredInvitation(
  facts: Facts,
  { email }: ChangeOf<"resend-invitation">,
): ChangeOf<"invite-member"> | undefined {
  const member = facts.member(emailKey(email));
  if (member?.status !== "expired") return undefined;
  const { role, attributes, invitation } = member;
  const target = invitation?.target;
  return { kind: "invite-member", email, role, attributes, ...(target === undefined ? {} : { target }) };
}

function byAssignment(
  facts: Facts,
  actor: Actor,
  change: Change,
  assignment: Assignment | undefined = assignmentOf(change),
): HandedOn[] {
  const role = assignment && facts.role(assignment.place.scope, assignment.role);
  if (assignment === undefined || role === undefined) return [];
  const acting = actingHolding(facts, actor, change, assignment.place);
  const bounded = role.custom
    ? facts.model.customRoles?.contained.has("assign") === true
    : acting !== undefined && isBounded(acting);
  if (!bounded) return [];
  // Nobody holds a platform's own (open) permission above the project where it means something.
  const above = acting !== undefined && isAbove(acting, assignment.place);
  return [{ place: assignment.place, permissions: above ? catalogued(facts, role.permissions) : role.permissions }];
}

/** An organization role that comes with the change: the keystone of a transfer, or that of joining through a project. */
function byOwnRole(facts: Facts, actor: Actor, role: Role | undefined): HandedOn[] {
  const [own] = holdingsOf(facts, actor, ORGANIZATION);
  if (role === undefined || own === undefined || !isBounded(own)) return [];
  return [{ place: ORGANIZATION, permissions: role.permissions }];
}

function keystoneRole(facts: Facts): Role | undefined {
  const { keystone } = facts.model.ownership;
  return "role" in keystone ? facts.role("organization", keystone.role) : undefined;
}

/** Whoever has a role in the tenant into which a project moves has it in the project from then on. */
function byMoving(facts: Facts, actor: Actor, change: ChangeOf<"update-project">): HandedOn[] {
  const place: Place = { scope: "project", project: change.project };
  const permission = requiredPermission(facts, "tenant.assign-role");
  const acting = permission === undefined ? undefined : holdingWith(facts, actor, permission, place);
  if (acting === undefined || !isBounded(acting)) return [];
  const ofTenants = [...facts.model.permissions.values()].filter(({ scopes }) => scopes.has("tenant"));
  return [{ place, permissions: ofTenants.map(({ key }) => key) }];
}

function catalogued(facts: Facts, permissions: Iterable<string>): string[] {
  return [...permissions].filter((permission) => facts.model.permissions.has(permission));
}

/**
 * The permissions that a patch of overrides gives: what it adds to those that its member has now, and what it allows
 * anew, which the member then keeps whatever becomes of the role.
 */
export function permissionsGivenByOverride(facts: Facts, change: ChangeOf<"override-permissions">): string[] {
  const member = facts.member(emailKey(change.email));
  const role = member && facts.role("organization", member.role);
  if (member === undefined || role === undefined) return [];
  const overrides = patched(member.overrides, change.overrides);
  const added = permissionsWithOverrides(role, overrides).difference(permissionsWithOverrides(role, member.overrides));
  const allowed = Object.keys(overrides).filter(
    (key) => overrides[key] === "allow" && member.overrides[key] !== "allow",
  );
  return [...added.union(new Set(allowed))];
}
