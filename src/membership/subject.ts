import type { Change, ChangeOf } from "./change.ts";
import { type EmailKey, emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import type { Role } from "./role-model.ts";
import { ORGANIZATION, type Place } from "./scope.ts";

/** One person at one place: whom a change is about, or whose own access it touches. */
export interface Subject {
  readonly email: EmailKey;
  readonly place: Place;
}

/** A role that a change hands to somebody. */
export interface Assignment extends Subject {
  readonly role: string;
}

/** The role that a change assigns, if it assigns one. A transfer of ownership is not an assignment. */
export function assignmentOf(change: Change): Assignment | undefined {
  switch (change.kind) {
    case "invite-member":
      return change.target
        ? { email: emailKey(change.email), place: change.target.place, role: change.target.role }
        : { email: emailKey(change.email), place: ORGANIZATION, role: change.role };
    case "change-role":
      return { email: emailKey(change.email), place: ORGANIZATION, role: change.role };
    case "grant-tenant-role":
    case "change-tenant-role":
      return { email: emailKey(change.email), place: { scope: "tenant", tenant: change.tenant }, role: change.role };
    case "grant-project-role":
    case "change-project-role":
      return { email: emailKey(change.email), place: { scope: "project", project: change.project }, role: change.role };
    default:
      return undefined;
  }
}

/** The role that somebody has after the change: the assigned one or, of a transfer, the former owner's. */
export function namedRole(facts: Facts, change: Change): Role | undefined {
  if (change.kind === "transfer-ownership") {
    const former = change.formerOwnerRole ?? facts.model.ownership.formerOwnerRole;
    return former === undefined ? undefined : facts.role("organization", former);
  }
  const assignment = assignmentOf(change);
  return assignment && facts.role(assignment.place.scope, assignment.role);
}

/** The person whose present standing a change alters; undefined where it concerns nobody who has one. */
export function subjectOf(change: Change): Subject | undefined {
  switch (change.kind) {
    case "cancel-invitation":
    case "resend-invitation":
    case "update-attributes":
    case "override-permissions":
    case "remove-member":
      return { email: emailKey(change.email), place: ORGANIZATION };
    case "revoke-tenant-role":
      return { email: emailKey(change.email), place: { scope: "tenant", tenant: change.tenant } };
    case "revoke-project-role":
      return { email: emailKey(change.email), place: { scope: "project", project: change.project } };
    default:
      return assignmentOf(change);
  }
}

/** The role that somebody has, or is invited to, at exactly this place. */
export function roleAt(facts: Facts, subject: Subject): Role | undefined {
  const { place, email } = subject;
  const key = place.scope === "organization" ? facts.member(email)?.role : facts.grant(place, email)?.role;
  return key === undefined ? undefined : facts.role(place.scope, key);
}

/** The organization role that comes with an invitation to a place below, where the change invites to one. */
export function joiningRole(facts: Facts, { target, role }: ChangeOf<"invite-member">): Role | undefined {
  if (target === undefined) return undefined;
  return facts.role("organization", facts.model.invitations.direct.get(target.place.scope) ?? role);
}
