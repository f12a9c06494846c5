import fc from "fast-check";
import type { Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { arbitraryDesired, arbitraryLive } from "./arbitrary-organization.ts";

/**
 * A live organization and a declared one. Some people are declared by their role in a project alone, and so keep the
 * organization role that they have. Nobody is whose role might have to go.
 */
export function arbitraryPair(model: RoleModel): fc.Arbitrary<[live: Organization, desired: Organization]> {
  const implied = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
  return fc
    .tuple(arbitraryLive(model), arbitraryDesired(model), implied)
    .map(([live, desired, chosen]) => [live, withImplied(model, live, desired, chosen)]);
}

function withImplied(
  model: RoleModel,
  live: Organization,
  desired: Organization,
  chosen: readonly boolean[],
): Organization {
  const joining = model.invitations.direct.get("project");
  if (joining === undefined) return desired;
  const members = [...desired.members].map(([email, member], index) => {
    const granted = [...desired.projects.values()].some((project) => project.members.has(email));
    const joins = granted && (live.members.get(email)?.role ?? joining) === joining && chosen[index] === true;
    return [
      email,
      joins ? { ...member, role: joining, attributes: {}, overrides: {}, implied: true } : member,
    ] as const;
  });
  return { ...desired, members: new Map(members) };
}
