import type { OrganizationDraft } from "../membership/draft.ts";
import { emailKey } from "../membership/email.ts";
import { formatPlace } from "../membership/scope.ts";
import { assignmentOf } from "../membership/subject.ts";
import type { PlannedChange } from "./plan.ts";

/**
 * Versions of the objects that a plan counts on without changing them: the one who applies it and those who approved
 * it, with the custom roles that they act by; the custom roles that it hands out, the people and places that its
 * grants name.
 *
 * @param authorities e-mail addresses of those on whose authority it is made
 */
export function reliedOn(
  live: OrganizationDraft,
  changes: readonly PlannedChange[],
  authorities: readonly string[],
): Record<string, string> {
  const versions = new Map<string, string>();
  const note = (address: string, object: { readonly etag?: string } | undefined): void => {
    if (object?.etag !== undefined) versions.set(address, object.etag);
  };
  for (const email of changes.length > 0 ? authorities : []) {
    const member = live.member(emailKey(email));
    if (member === undefined) continue;
    note(`members/${member.email}`, member);
    note(`roles/${member.role}`, live.customRoles.get(member.role));
  }
  for (const { change } of changes) {
    const assignment = assignmentOf(change);
    if (assignment === undefined) continue;
    note(`roles/${assignment.role}`, live.customRoles.get(assignment.role));
    const { place, email } = assignment;
    if (place.scope === "organization") continue;
    note(
      formatPlace(place),
      place.scope === "tenant" ? live.tenants.get(place.tenant) : live.projects.get(place.project),
    );
    const member = live.member(email);
    if (member !== undefined) note(`members/${member.email}`, member);
  }
  for (const { address } of changes) versions.delete(address);
  return Object.fromEntries([...versions].sort(([left], [right]) => (left < right ? -1 : 1)));
}
