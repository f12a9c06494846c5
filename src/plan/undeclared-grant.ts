import { emailKey } from "../membership/email.ts";
import type { Grant, InvitationTarget } from "../membership/organization.ts";
import { formatPlace } from "../membership/scope.ts";
import type { DifferenceBuilder } from "./difference.ts";

/**
 * True where a role that no file declares at a declared place is taken away: its time is over, or the policy says so.
 * Otherwise it is left alone, and noted where the policy says that.
 */
export function takesUndeclaredGrant(
  builder: DifferenceBuilder,
  place: InvitationTarget["place"],
  { email, role }: Pick<Grant, "email" | "role">,
): boolean {
  if (builder.declaration.absentGrants.has(addressOfGrant(place, emailKey(email)))) return true;
  return builder.unmanaged("grants", addressOfGrant(place, email), role) === "remove";
}

export function addressOfGrant(place: InvitationTarget["place"], email: string): string {
  return `${formatPlace(place)}/members/${email}`;
}
