import { OrganizationDraft } from "../membership/draft.ts";
import type { EmailKey } from "../membership/email.ts";
import type { CustomRole, Organization, Project, Tenant } from "../membership/organization.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { accepted } from "./accepted-invitations.ts";

/** What is live, what a charter declares, and what its plan would make. */
export const STATES = ["current", "declared", "planned"] as const;
export type StateName = (typeof STATES)[number];

/** One organization, ready to be asked about. */
export interface PolicyState {
  readonly name: StateName;
  /** As if every pending invitation had been accepted: what an invitation promises counts. */
  readonly facts: OrganizationDraft;
  /** Comparison form and printed form of everybody in it, in the order of their addresses. */
  readonly people: ReadonlyMap<EmailKey, string>;
  /** Those whose invitation is pending. */
  readonly invited: ReadonlySet<EmailKey>;
  /** Keys in order. */
  readonly tenants: readonly string[];
  readonly projects: readonly string[];
  /** The first project, in order, of each tenant that has one. */
  readonly firstProjectOf: ReadonlyMap<string, string>;
}

/**
 * An organization as assertions see it.
 *
 * @param name what the organization is: on the declared side, roles that every organization of the model starts with
 *   need not be written down
 */
export function policyState(name: StateName, model: RoleModel, organization: Organization): PolicyState {
  const whole = name === "declared" ? withFoundingRoles(model, organization) : organization;
  const { organization: settled, invited } = accepted(whole);
  const projects = [...settled.projects.keys()].sort();
  return {
    name,
    facts: new OrganizationDraft(model, settled),
    people: peopleOf(settled),
    invited,
    tenants: [...settled.tenants.keys()].sort(),
    projects,
    firstProjectOf: firstProjects(projects, settled.projects),
  };
}

function withFoundingRoles(model: RoleModel, organization: Organization): Organization {
  const roles = new Map<string, CustomRole>();
  for (const role of model.founding.roles) roles.set(role.key, { ...role, scope: "organization" });
  for (const [key, role] of organization.roles) roles.set(key, role);
  return { ...organization, roles };
}

/** Members, and whoever has a role below without being one. */
function peopleOf({ members, tenants, projects }: Organization): ReadonlyMap<EmailKey, string> {
  const people = new Map<EmailKey, string>();
  const places: Iterable<Tenant | Project> = [...tenants.values(), ...projects.values()];
  for (const place of places) for (const [key, { email }] of place.members) people.set(key, email);
  for (const [key, { email }] of members) people.set(key, email);
  return new Map([...people].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function firstProjects(keys: readonly string[], projects: Organization["projects"]): Map<string, string> {
  const first = new Map<string, string>();
  for (const key of keys) {
    const tenant = projects.get(key)?.tenant;
    if (tenant !== undefined && !first.has(tenant)) first.set(tenant, key);
  }
  return first;
}
