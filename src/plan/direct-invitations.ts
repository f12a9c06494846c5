import { compareText } from "../diagnostics/compare-text.ts";
import type { EmailKey } from "../membership/email.ts";
import type { Grant, InvitationTarget } from "../membership/organization.ts";
import type { DifferenceBuilder } from "./difference.ts";

/**
 * Where people who are declared only through grants are invited to: the first place, by key, that the platform can
 * invite to directly. Their other grants wait until they have joined.
 */
export function directInvitations({ model, desired }: DifferenceBuilder): ReadonlyMap<EmailKey, InvitationTarget> {
  const targets = new Map<EmailKey, InvitationTarget>();
  if (model.invitations.direct.size === 0) return targets;
  const implied = new Set<EmailKey>();
  for (const [email, member] of desired.members) if (member.implied === true) implied.add(email);
  if (implied.size === 0) return targets;
  const note = (members: ReadonlyMap<EmailKey, Grant>, place: InvitationTarget["place"]): void => {
    for (const [email, { role }] of members) {
      if (implied.has(email) && !targets.has(email)) targets.set(email, { place, role });
    }
  };
  if (model.invitations.direct.has("project")) {
    for (const { key, members } of byKey(desired.projects)) note(members, { scope: "project", project: key });
  }
  if (model.invitations.direct.has("tenant")) {
    for (const { key, members } of byKey(desired.tenants)) note(members, { scope: "tenant", tenant: key });
  }
  return targets;
}

/** Whatever the order of the files, the same place is the first. */
function byKey<Place extends { readonly key: string }>(places: ReadonlyMap<string, Place>): Place[] {
  return [...places.values()].sort((left, right) => compareText(left.key, right.key));
}
