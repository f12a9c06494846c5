import { nearest } from "../../diagnostics/suggest.ts";
import type { Grant, Member, Organization } from "../../membership/organization.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import { formatPlace, type Scope } from "../../membership/scope.ts";
import { UsageError } from "../usage-error.ts";
import type { Listing } from "./listing-text.ts";
import type { ShowOptions } from "./show-command.ts";

/** Active members of the organization, or the people of one tenant or project. */
export function listMembers(model: RoleModel, organization: Organization, options: ShowOptions): Listing {
  const { tenant, project } = options;
  if (tenant !== undefined)
    return listGrants(model, findPlace(organization.tenants, "tenant", tenant).members, options);
  if (project !== undefined)
    return listGrants(model, findPlace(organization.projects, "project", project).members, options);
  const active = [...organization.members.values()].filter(({ status }) => status === "active");
  const entries = active.filter((member) => matches(options, member.role, member.email)).map(memberEntry);
  return {
    counts: countByRole(model, active),
    columns: ["email", "role", "attributes", "overrides"],
    entries,
  };
}

function memberEntry({ email, role, attributes, overrides }: Member): Record<string, unknown> {
  return { email, role, attributes, overrides };
}

function listGrants(model: RoleModel, members: ReadonlyMap<unknown, Grant>, options: ShowOptions): Listing {
  const grants = [...members.values()];
  const entries = grants
    .filter(({ email, role }) => matches(options, role, email))
    .map(({ email, role }) => ({ email, role }));
  return { counts: countByRole(model, grants), columns: ["email", "role"], entries };
}

function findPlace<Found>(places: ReadonlyMap<string, Found>, scope: string, key: string): Found {
  const place = places.get(key);
  if (place === undefined) {
    const near = nearest(key, places.keys());
    const hint = near === undefined ? `\`charter show ${scope}s\` lists them` : `did you mean ${near}?`;
    throw new UsageError(`there is no ${scope} ${JSON.stringify(key)}; ${hint}`);
  }
  return place;
}

/** Pending and expired invitations. */
export function listInvitations(model: RoleModel, organization: Organization, options: ShowOptions): Listing {
  const pending = [...organization.members.values()].filter(({ status }) => status !== "active");
  const entries = pending
    .filter(({ role, email }) => matches(options, role, email))
    .map(({ email, role, status, invitation }) => ({
      email,
      role,
      status: status === "invited" ? "pending" : status,
      expires: invitation?.expiresAt,
      target:
        invitation?.target === undefined
          ? undefined
          : `${formatPlace(invitation.target.place)} as ${invitation.target.role}`,
    }));
  return {
    counts: countByRole(model, pending),
    also: countBy(pending, ({ status }) => (status === "invited" ? "pending" : status)),
    columns: ["email", "role", "status", "expires", "target"],
    entries,
  };
}

/** Built-in and custom roles, with how many people have each. */
export function listRoles(model: RoleModel, organization: Organization, options: ShowOptions): Listing {
  const builtIn = [...model.roles.values()].flatMap((roles) => [...roles.values()]);
  const holders = countHolders(organization);
  const row = ({ key, scope, title, permissions }: ListedRole, kind: string, level: number | undefined) => ({
    role: key,
    title,
    scope,
    level,
    kind,
    people: holders.get(`${scope} ${key}`) ?? 0,
    permissions: [...permissions],
  });
  const rows = [
    ...builtIn.map((role) => row(role, "built-in", role.level)),
    ...[...organization.roles.values()].map((role) => row(role, "custom", undefined)),
  ];
  const entries = rows.filter(({ role, title }) => matches(options, role, `${role} ${title ?? ""}`));
  return {
    counts: countBy(rows, ({ kind }) => kind),
    columns: ["role", "scope", "level", "kind", "people", "permissions"],
    entries,
  };
}

interface ListedRole {
  readonly key: string;
  readonly scope: Scope;
  readonly title: string | undefined;
  readonly permissions: Iterable<string>;
}

/** How often each role is held, by scope and key; an invitation holds its role as well. */
function countHolders({ members, tenants, projects }: Organization): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (scope: Scope, holders: Iterable<{ readonly role: string }>) => {
    for (const { role } of holders) counts.set(`${scope} ${role}`, (counts.get(`${scope} ${role}`) ?? 0) + 1);
  };
  count("organization", members.values());
  for (const tenant of tenants.values()) count("tenant", tenant.members.values());
  for (const project of projects.values()) count("project", project.members.values());
  return counts;
}

export function listTenants(organization: Organization, options: ShowOptions): Listing {
  const projects = countBy([...organization.projects.values()], ({ tenant }) => tenant ?? "");
  const entries = [...organization.tenants.values()]
    .filter(({ key, title }) => matches({ ...options, role: undefined }, "", `${key} ${title ?? ""}`))
    .map(({ key, title, members }) => ({ tenant: key, title, members: members.size, projects: projects[key] ?? 0 }));
  return {
    counts: countOf(organization.tenants.size, "tenant"),
    columns: ["tenant", "title", "members", "projects"],
    entries,
  };
}

export function listProjects(organization: Organization, options: ShowOptions): Listing {
  if (options.tenant !== undefined) findPlace(organization.tenants, "tenant", options.tenant);
  const entries = [...organization.projects.values()]
    .filter(({ tenant }) => options.tenant === undefined || tenant === options.tenant)
    .filter(({ key, title }) => matches({ ...options, role: undefined }, "", `${key} ${title ?? ""}`))
    .map(({ key, title, tenant, members }) => ({ project: key, tenant, title, members: members.size }));
  return {
    counts: countOf(organization.projects.size, "project"),
    columns: ["project", "tenant", "title", "members"],
    entries,
  };
}

function matches(
  { role, search }: { readonly role?: string | undefined; readonly search?: string },
  held: string,
  text: string,
): boolean {
  return (
    (role === undefined || held === role) && (search === undefined || text.toLowerCase().includes(search.toLowerCase()))
  );
}

/** Built-in roles in the order of the role model, which goes from the strongest down, then custom ones by name. */
function countByRole(model: RoleModel, holders: readonly { readonly role: string }[]): Record<string, number> {
  const counts = countBy(holders, ({ role }) => role);
  const order = [...model.roles.values()].flatMap((roles) => [...roles.keys()]);
  const place = (role: string) => (order.includes(role) ? order.indexOf(role) : order.length);
  const sorted = Object.entries(counts).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  return Object.fromEntries(sorted);
}

function countOf(number: number, noun: string): Record<string, number> {
  return { [number === 1 ? noun : `${noun}s`]: number };
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
