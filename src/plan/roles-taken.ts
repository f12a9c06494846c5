import type { PlannableChange } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Place } from "../membership/scope.ts";

/** The roles that somebody has now and that this change takes or replaces, cascades included. */
export function rolesTakenBy(live: OrganizationDraft, change: PlannableChange): string[] {
  switch (change.kind) {
    case "change-role":
    case "cancel-invitation":
      return memberRoles(live, emailKey(change.email));
    case "remove-member":
      return [...memberRoles(live, emailKey(change.email)), ...grantedRoles(live, emailKey(change.email))];
    case "change-tenant-role":
    case "revoke-tenant-role":
      return grantAt(live, { scope: "tenant", tenant: change.tenant }, change.email);
    case "change-project-role":
    case "revoke-project-role":
      return grantAt(live, { scope: "project", project: change.project }, change.email);
    case "delete-project":
      return allAt(live, { scope: "project", project: change.project });
    case "delete-tenant":
      return [
        ...allAt(live, { scope: "tenant", tenant: change.tenant }),
        ...[...live.projects.values()]
          .filter(({ tenant }) => tenant === change.tenant)
          .flatMap(({ key }) => allAt(live, { scope: "project", project: key })),
      ];
    default:
      return [];
  }
}

function memberRoles(live: OrganizationDraft, email: EmailKey): string[] {
  const member = live.member(email);
  const target = member?.invitation?.target?.role;
  return member === undefined ? [] : target === undefined ? [member.role] : [member.role, target];
}

function grantedRoles(live: OrganizationDraft, email: EmailKey): string[] {
  return live.placesOf(email).flatMap((place) => grantAt(live, place, email));
}

function grantAt(live: OrganizationDraft, place: Place, email: string): string[] {
  const grant = live.grant(place, emailKey(email));
  return grant === undefined ? [] : [grant.role];
}

/** What a place takes along: the roles that people have there, and those that invitations promise there. */
function allAt(live: OrganizationDraft, place: Place): string[] {
  const held = [...(live.grantsAt(place)?.values() ?? [])].map(({ role }) => role);
  const promised = live.promisedAt(place).flatMap(({ invitation }) => invitation?.target?.role ?? []);
  return [...new Set([...held, ...promised])];
}
