import type { OrganizationDraft } from "../membership/draft.ts";
import { emailKey } from "../membership/email.ts";
import { formatPlace } from "../membership/scope.ts";
import type { Actor } from "../membership/standing.ts";
import { assignmentOf } from "../membership/subject.ts";
import type { PlannedChange } from "./plan.ts";

/**
 * Versions of the objects that a plan counts on without changing them: the one who applies it, the custom roles that
 * it hands out, the people and places that its grants name.
 */
export function reliedOn(
  live: OrganizationDraft,
  changes: readonly PlannedChange[],
  actor: Actor,
): Record<string, string> {
  const versions = new Map<string, string>();
  const note = (address: string, object: { readonly etag?: string } | undefined): void => {
    if (object?.etag !== undefined) versions.set(address, object.etag);
  };
  const actingMember = live.member(emailKey(actor.email));
  if (actingMember !== undefined && changes.length > 0) note(`members/${actingMember.email}`, actingMember);
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
