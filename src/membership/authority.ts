import type { Change, ChangeOf } from "./change.ts";
import { emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import { patched } from "./patch.ts";
import type { Refusal } from "./refusal.ts";
import { actorName, describeReach, describeRole, list, refused } from "./refusal-text.ts";
import { requiredActions } from "./requirement.ts";
import type { Role } from "./role-model.ts";
import { formatPlace, ORGANIZATION, type Place } from "./scope.ts";
import {
  type Actor,
  type Holding,
  holdingAt,
  holdingsOf,
  holdingWith,
  holdsPermission,
  isKeystone,
  permissionsWithOverrides,
  placeOfRequirement,
  reaches,
  requiredPermission,
} from "./standing.ts";
import { assignmentOf, namedRole, roleAt, subjectOf } from "./subject.ts";

/** May this actor make this change? Every rule that says no is reported; none means permitted. */
export function authority(facts: Facts, actor: Actor, change: Change): Refusal[] {
  if (change.kind === "accept-invitation") return [];
  return [
    ...permissionMissing(facts, actor, change),
    ...roleAboveActor(facts, actor, change),
    ...memberAboveActor(facts, actor, change),
    ...permissionNotHeld(facts, actor, change),
    ...selfPromotion(facts, actor, change),
    ...ownerByTransferOnly(facts, change),
  ];
}

/** Rule 1: the actor holds the permission that the action requires, at this scope or above. */
function permissionMissing(facts: Facts, actor: Actor, change: Change): Refusal[] {
  const refusals: Refusal[] = [];
  for (const { action, place, field } of requiredActions(facts, change)) {
    const permission = requiredPermission(facts, action, field);
    const subject = field === undefined ? action : `${action} (${field})`;
    if (permission === undefined) {
      refusals.push(
        refused("permission-missing", change, `${subject} is not possible in the role model ${facts.model.key}`),
      );
    } else if (!holdsPermission(facts, actor, permission, placeOfRequirement(facts, action, place))) {
      const message = `${subject} needs ${permission} at ${formatPlace(place)} or above, and ${actorName(facts, actor, place)} does not hold it`;
      refusals.push(refused("permission-missing", change, message));
    }
  }
  if (refusals.length === 0 && change.kind === "transfer-ownership") return onlyTheOwnerTransfers(facts, actor, change);
  return refusals;
}

function onlyTheOwnerTransfers(facts: Facts, actor: Actor, change: Change): Refusal[] {
  const own = holdingsOf(facts, actor, ORGANIZATION)[0];
  if (own !== undefined && isKeystone(facts, own.role)) return [];
  return [
    refused(
      "permission-missing",
      change,
      `only the present owner can transfer ownership, and ${actorName(facts, actor, ORGANIZATION)} is not`,
    ),
  ];
}

/** Rule 2: the new role is among what the actor's role may assign. */
function roleAboveActor(facts: Facts, actor: Actor, change: Change): Refusal[] {
  const assignment = assignmentOf(change);
  const role = assignment && facts.role(assignment.place.scope, assignment.role);
  if (assignment === undefined || role === undefined) return [];
  const acting = actingHolding(facts, actor, change, assignment.place);
  if (acting === undefined || isAbove(acting, assignment.place) || reaches(acting.role.assigns, acting.role, role))
    return [];
  const message = `${describeRole(role)} is not a role that ${actorName(facts, actor, assignment.place)} may assign: ${describeReach("assign", acting.role)}`;
  return [refused("role-above-actor", change, message)];
}

/** Rule 3: the target's current role is among what the actor's role may manage. */
function memberAboveActor(facts: Facts, actor: Actor, change: Change): Refusal[] {
  const subject = subjectOf(change);
  const current = subject && roleAt(facts, subject);
  if (subject === undefined || current === undefined) return [];
  const acting = actingHolding(facts, actor, change, subject.place);
  if (acting === undefined || isAbove(acting, subject.place) || reaches(acting.role.manages, acting.role, current))
    return [];
  const message = `${subject.email} is ${describeRole(current)}, whom ${actorName(facts, actor, subject.place)} may not manage: ${describeReach("manage", acting.role)}`;
  return [refused("member-above-actor", change, message)];
}

/** The holding in whose name the actor acts: the one with the required permission, else their own at the place. */
function actingHolding(facts: Facts, actor: Actor, change: Change, place: Place): Holding | undefined {
  for (const required of requiredActions(facts, change)) {
    const permission = requiredPermission(facts, required.action, required.field);
    const holding =
      permission === undefined
        ? undefined
        : holdingWith(facts, actor, permission, placeOfRequirement(facts, required.action, required.place));
    if (holding !== undefined) return holding;
  }
  return holdingsOf(facts, actor, place).find((holding) => holding.place.scope === place.scope);
}

/** Whoever acts through a wider scope is above every role of this one. */
function isAbove(holding: Holding, place: Place): boolean {
  return holding.place.scope !== place.scope;
}

/**
 * Rule 4: a custom role or an override that the actor defines or assigns contains nothing that the actor lacks.
 * Who acts through a custom role also hands on only what they hold, because its level is only derived.
 */
function permissionNotHeld(facts: Facts, actor: Actor, change: Change): Refusal[] {
  const handedOn = handedOnPermissions(facts, actor, change);
  if (handedOn === undefined) return [];
  const { place, permissions } = handedOn;
  const lacking = [...permissions].filter((permission) => !holdsPermission(facts, actor, permission, place));
  if (lacking.length === 0) return [];
  const message = `${actorName(facts, actor, place)} does not hold ${list(lacking)} and so cannot hand it on`;
  return [refused("permission-not-held", change, message)];
}

function handedOnPermissions(
  facts: Facts,
  actor: Actor,
  change: Change,
): { place: Place; permissions: Iterable<string> } | undefined {
  const rules = facts.model.customRoles;
  switch (change.kind) {
    case "create-role":
    case "update-role": {
      if (rules?.contained.has("define") !== true || change.permissions === undefined) return undefined;
      return { place: ORGANIZATION, permissions: catalogued(facts, change.permissions) };
    }
    case "override-permissions":
      return {
        place: ORGANIZATION,
        permissions: permissionsGainedByOverride(facts, change).filter((key) => facts.model.overridable.has(key)),
      };
    default:
      return assignedPermissions(facts, actor, change);
  }
}

function assignedPermissions(
  facts: Facts,
  actor: Actor,
  change: Change,
): { place: Place; permissions: Iterable<string> } | undefined {
  const assignment = assignmentOf(change);
  const role = assignment && facts.role(assignment.place.scope, assignment.role);
  if (assignment === undefined || role === undefined) return undefined;
  const acting = actingHolding(facts, actor, change, assignment.place);
  const bounded = role.custom
    ? facts.model.customRoles?.contained.has("assign") === true
    : acting?.role.custom === true;
  if (!bounded) return undefined;
  // Nobody holds a platform's own (open) permission above the project where it means something.
  const above = acting !== undefined && isAbove(acting, assignment.place);
  return { place: assignment.place, permissions: above ? catalogued(facts, role.permissions) : role.permissions };
}

function catalogued(facts: Facts, permissions: Iterable<string>): string[] {
  return [...permissions].filter((permission) => facts.model.permissions.has(permission));
}

/** The permissions that a patch of overrides adds to what its member has now. */
export function permissionsGainedByOverride(facts: Facts, change: ChangeOf<"override-permissions">): string[] {
  const member = facts.member(emailKey(change.email));
  const role = member && facts.role("organization", member.role);
  if (member === undefined || role === undefined) return [];
  const before = permissionsWithOverrides(role, member.overrides);
  const after = permissionsWithOverrides(role, patched(member.overrides, change.overrides));
  return [...after.difference(before)];
}

/** Rule 5: nobody raises their own role, adds a permission to a role that they hold, or grants themselves an override. */
function selfPromotion(facts: Facts, actor: Actor, change: Change): Refusal[] {
  const own = emailKey(actor.email);
  if (change.kind === "update-role") return promotionThroughOwnRole(facts, actor, change);
  if (change.kind === "override-permissions") {
    const gained = emailKey(change.email) === own ? permissionsGainedByOverride(facts, change) : [];
    return gained.length === 0
      ? []
      : [refused("self-promotion", change, `${actor.email} cannot grant themselves ${list(gained)}`)];
  }
  const assignment = assignmentOf(change);
  const next = assignment && facts.role(assignment.place.scope, assignment.role);
  if (assignment === undefined || next === undefined || assignment.email !== own) return [];
  const acting = actingHolding(facts, actor, change, assignment.place);
  if (acting !== undefined && isAbove(acting, assignment.place)) return [];
  const current = roleAt(facts, assignment);
  if (!raises(current, next)) return [];
  const from = current === undefined ? "no role" : describeRole(current);
  return [
    refused(
      "self-promotion",
      change,
      `${actor.email} cannot raise their own role from ${from} to ${describeRole(next)}`,
    ),
  ];
}

/** True where holding `next` instead of `current` is more: a higher level, or a permission that was not there. */
export function raises(current: Role | undefined, next: Role): boolean {
  if (current === undefined) return true;
  if (next.level !== undefined && current.level !== undefined && next.level > current.level) return true;
  return !next.permissions.isSubsetOf(current.permissions);
}

function promotionThroughOwnRole(facts: Facts, actor: Actor, change: ChangeOf<"update-role">): Refusal[] {
  const held = ownRole(facts, actor, change.role);
  if (held === undefined || change.permissions === undefined) return [];
  const added = change.permissions.filter(
    (permission) =>
      !held.permissions.has(permission) && !holdsPermission(facts, { email: actor.email }, permission, ORGANIZATION),
  );
  if (added.length === 0) return [];
  const message = `${actor.email} holds the role ${change.role} and cannot add ${list(added)} to it`;
  return [refused("self-promotion", change, message)];
}

/** The custom role of that key, if the actor holds it at the organization or through any grant. */
function ownRole(facts: Facts, actor: Actor, key: string): Role | undefined {
  const email = emailKey(actor.email);
  const own = holdingAt(facts, email, ORGANIZATION)?.role;
  if (own?.custom === true && own.key === key) return own;
  return facts.grantedRole(email, key);
}

/** Rule 6: under `exactly-one` and `transfer`, the keystone role is never invited to, assigned or kept by a transfer. */
function ownerByTransferOnly(facts: Facts, change: Change): Refusal[] {
  const { ownership } = facts.model;
  const role = namedRole(facts, change);
  if (role === undefined || ownership.count !== "exactly-one" || ownership.handover !== "transfer") return [];
  if (!isKeystone(facts, role)) return [];
  const message = `there is exactly one ${role.key}; the role is handed over by transferring ownership, never invited to or assigned`;
  return [refused("owner-by-transfer-only", change, message)];
}
