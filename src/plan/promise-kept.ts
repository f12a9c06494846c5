import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Grant, InvitationTarget, Member, Organization } from "../membership/organization.ts";
import type { DifferenceBuilder } from "./difference.ts";
import { takesUndeclaredGrant } from "./undeclared-grant.ts";

/**
 * True where what an invitation promises below the organization can stay: it is what is declared at that very place,
 * or is left alone as a grant there would be. Places that no file declares are left alone, or go with what is
 * promised there.
 */
export function isPromiseKept(builder: DifferenceBuilder, { email, invitation }: Member): boolean {
  const target = invitation?.target;
  const declared = target && grantsDeclaredAt(builder.desired, target.place);
  if (target === undefined || declared === undefined) return true;
  const grant = declared.get(emailKey(email));
  if (grant !== undefined) return grant.role === target.role;
  return !takesUndeclaredGrant(builder, target.place, { email, role: target.role });
}

/** Undefined where no file declares the place. */
function grantsDeclaredAt(
  { tenants, projects }: Organization,
  place: InvitationTarget["place"],
): ReadonlyMap<EmailKey, Grant> | undefined {
  return (place.scope === "tenant" ? tenants.get(place.tenant) : projects.get(place.project))?.members;
}
