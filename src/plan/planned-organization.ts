import { OrganizationDraft } from "../membership/draft.ts";
import { emailKey } from "../membership/email.ts";
import { applyChange } from "../membership/evolve.ts";
import type { Organization } from "../membership/organization.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { parsePlace } from "../membership/scope.ts";
import type { Plan } from "./plan.ts";

/**
 * The live organization as a plan leaves it, with what waits for invitations as if they had been accepted. Of a plan
 * that is refused, it is what the plan would have come to.
 */
export function plannedOrganization(model: RoleModel, live: Organization, { changes, waiting }: Plan): Organization {
  const draft = new OrganizationDraft(model, live);
  for (const { change } of changes) applyChange(draft, change);
  for (const { address, role } of waiting) {
    const below = /^((?:tenants|projects)\/[^/]+)\/members\/(.+)$/.exec(address);
    if (below === null) continue;
    const [, place = "", email = ""] = below;
    const printed = draft.member(emailKey(email))?.email ?? email;
    draft.setGrant(parsePlace(place), { email: printed, role });
  }
  return draft.toOrganization();
}
