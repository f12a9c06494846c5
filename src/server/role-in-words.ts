import type { InvitationTarget } from "../membership/organization.ts";

/** What somebody is invited as: `member`, or `member, with the role project-developer at the project atlas`. */
export function roleInWords(role: string, target: InvitationTarget | undefined): string {
  if (target === undefined) return role;
  const { place } = target;
  const key = place.scope === "tenant" ? place.tenant : place.project;
  return `${role}, with the role ${target.role} at the ${place.scope} ${key}`;
}
