import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Organization } from "../membership/organization.ts";
import { parsePlace } from "../membership/scope.ts";
import type { AccessDelta } from "./plan.ts";

/** Writes the address of whose access changes as it is declared, else as it is live. */
export function printedAddress(declared: Organization, live: Organization): (delta: AccessDelta) => AccessDelta {
  return (delta) => {
    const email = emailKey(delta.email);
    const known = spellingIn(declared, email, delta.scope) ?? spellingIn(live, email, delta.scope);
    return known === undefined ? delta : { ...delta, email: known };
  };
}

/** As a member, or as somebody who has a role at that place alone. */
function spellingIn({ members, tenants, projects }: Organization, email: EmailKey, scope: string): string | undefined {
  const member = members.get(email);
  if (member !== undefined) return member.email;
  const place = parsePlace(scope);
  if (place.scope === "organization") return undefined;
  const found = place.scope === "tenant" ? tenants.get(place.tenant) : projects.get(place.project);
  return found?.members.get(email)?.email;
}
