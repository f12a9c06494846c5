import { actingHolding, isAbove } from "./acting.ts";
import type { Change, ChangeOf } from "./change.ts";
import { emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import { permissionNotHeld, permissionsGivenByOverride } from "./hand-on.ts";
import type { Refusal } from "./refusal.ts";
import { actorName, describeReach, describeRole, list, refused } from "./refusal-text.ts";
import { requiredActions } from "./requirement.ts";
import type { Role } from "./role-model.ts";
import { formatPlace, ORGANIZATION, type Place } from "./scope.ts";
import {
  type Actor,
  holdingAt,
  holdingsOf,
  holdsPermission,
  isKeystone,
  placeOfRequirement,
  reaches,
  requiredPermission,
} from "./standing.ts";
import { assignmentOf, joiningRole, namedRole, roleAt, subjectOf } from "./subject.ts";

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
  const joining = joiningAboveActor(facts, actor, change);
  const acting = actingHolding(facts, actor, change, assignment.place);
  if (acting === undefined || isAbove(acting, assignment.place) || reaches(acting.role.assigns, acting.role, role))
    return joining;
  const message = `${describeRole(role)} is not a role that ${actorName(facts, actor, assignment.place)} may assign: ${describeReach("assign", acting.role)}`;
  return [refused("role-above-actor", change, message), ...joining];
}

/** Who invites to a place below brings nobody into the organization above themselves. */
function joiningAboveActor(facts: Facts, actor: Actor, change: Change): Refusal[] {
  if (change.kind !== "invite-member" || change.target === undefined) return [];
  const joining = joiningRole(facts, change);
  const [own] = holdingsOf(facts, actor, ORGANIZATION);
  if (joining === undefined || (own !== undefined && reaches("at-or-below", own.role, joining))) return [];
  const message = `${change.email} would join the organization as ${describeRole(joining)}, above ${actorName(facts, actor, ORGANIZATION)} who invites`;
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

/** Rule 5: nobody raises their own role, adds a permission to a role that they hold, or grants themselves an override. */
function selfPromotion(facts: Facts, actor: Actor, change: Change): Refusal[] {
  const own = emailKey(actor.email);
  if (change.kind === "update-role") return promotionThroughOwnRole(facts, actor, change);
  if (change.kind === "override-permissions") {
    const given = emailKey(change.email) === own ? permissionsGivenByOverride(facts, change) : [];
    return given.length === 0
      ? []
      : [refused("self-promotion", change, `${actor.email} cannot grant themselves ${list(given)}`)];
  }
  const assignment = assignmentOf(change);
  const next = assignment && facts.role(assignment.place.scope, assignment.role);
  if (assignment === undefined || next === undefined || assignment.email !== own) return [];
  const acting = actingHolding(facts, actor, change, assignment.place);
  if (acting !== undefined && isAbove(acting, assignment.place)) return [];
  return raise(facts, actor, change, assignment.place, next);
}

/** A role of one's own is raised by a higher level, and by a permission that was not there or was denied. */
function raise(facts: Facts, actor: Actor, change: Change, place: Place, next: Role): Refusal[] {
  const current = holdingAt(facts, emailKey(actor.email), place);
  if (current === undefined) {
    const message = `${actor.email} cannot raise their own role from no role to ${describeRole(next)}`;
    return [refused("self-promotion", change, message)];
  }
  const { role, permissions } = current;
  const rises = next.level !== undefined && role.level !== undefined && next.level > role.level;
  if (!rises && next.permissions.isSubsetOf(permissions)) return [];
  const lifted = next.permissions.isSubsetOf(role.permissions) && !rises;
  const message = lifted
    ? `${actor.email} cannot lift what is denied to them, ${list([...next.permissions.difference(permissions)])}, by a change of their own role`
    : `${actor.email} cannot raise their own role from ${describeRole(role)} to ${describeRole(next)}`;
  return [refused("self-promotion", change, message)];
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
