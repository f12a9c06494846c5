import { type EmailKey, emailKey } from "../../src/membership/email.ts";
import type { CustomRole, Grant, Member, MemberStatus, Organization } from "../../src/membership/organization.ts";
import { type RoleModel, tryFindBuiltInRole } from "../../src/membership/role-model.ts";
import { SCOPES, type Scope } from "../../src/membership/scope.ts";

/** Somebody's address says all about them: `active.admin@acme.example`. */
export function personWith(status: MemberStatus, role: string): string {
  return `${status}.${role}@acme.example`;
}

/** Holds a role at the tenant or the project only, besides the lowest at the organization. */
export function personAt(scope: "tenant" | "project", role: string): string {
  return `${scope}.${role}@acme.example`;
}

export const TENANT = "t1";
export const PROJECT = "p1";

/**
 * An organization in which every role, built-in or custom, is held once by somebody active, invited and expired, and
 * every role of a tenant or a project once there. Of a keystone that only one may hold there is one holder.
 */
export function crowdedOrganization(model: RoleModel, tier: string): Organization {
  const roles = customRoles(model, tier);
  const organizationRoles = rolesAt(model, roles, tier, "organization");
  const tenants = model.scopes.has("tenant") ? [TENANT] : [];
  const projects = model.scopes.has("project") ? [PROJECT] : [];
  const grants = {
    tenant: tenants.length === 0 ? [] : rolesAt(model, roles, tier, "tenant"),
    project: projects.length === 0 ? [] : rolesAt(model, roles, tier, "project"),
  };
  const low = lowest(model, organizationRoles);
  const members = [
    ...organizationRoles.flatMap((role) => inEveryStatus(model, role)),
    ...grants.tenant.map((role) => member(model, personAt("tenant", role), low, "active")),
    ...grants.project.map((role) => member(model, personAt("project", role), low, "active")),
  ];
  const granted = (scope: "tenant" | "project") => new Map(grants[scope].map((role) => grantOf(scope, role)));
  return {
    key: "acme",
    title: "Acme",
    tier,
    settings: {},
    roles,
    members: new Map(members.map((one): [EmailKey, Member] => [emailKey(one.email), one])),
    tenants: new Map(tenants.map((key) => [key, { key, title: undefined, members: granted("tenant") }])),
    projects: new Map(
      projects.map((key) => [key, { key, title: undefined, tenant: tenants[0], members: granted("project") }]),
    ),
  };
}

function grantOf(scope: "tenant" | "project", role: string): [EmailKey, Grant] {
  const email = personAt(scope, role);
  return [emailKey(email), { email, role }];
}

function inEveryStatus(model: RoleModel, role: string): Member[] {
  const only = model.ownership.count === "exactly-one" && role === model.founding.role;
  const statuses: readonly MemberStatus[] = only ? ["active"] : ["active", "invited", "expired"];
  return statuses.map((status) => member(model, personWith(status, role), role, status));
}

function member(model: RoleModel, email: string, role: string, status: MemberStatus): Member {
  const required = [...model.attributes.values()].filter((field) => field.required);
  return {
    email,
    role,
    status,
    attributes: Object.fromEntries(required.map(({ key, values }) => [key, values[0] ?? ""])),
    overrides: {},
    ...(status === "active" ? {} : { invitation: { id: `of ${role}` } }),
  };
}

/** Besides the ones that the model founds: with nothing, with what inviting needs, and one of each lower scope. */
function customRoles(model: RoleModel, tier: string): Map<string, CustomRole> {
  const founding = model.founding.roles.map((role): CustomRole => ({ ...role, scope: "organization" }));
  const rules = model.customRoles;
  if (rules === undefined || rules.tiers?.has(tier) === false) return new Map(founding.map((role) => [role.key, role]));
  const inviting = model.actions.get("member.invite")?.permission ?? "";
  const custom = [
    customRole("organization", "custom-nothing", []),
    customRole("organization", "custom-inviter", [inviting]),
    customRole("tenant", "custom-tenant", permissionsAt(model, "tenant")),
    customRole("project", "custom-project", permissionsAt(model, "project")),
  ].filter(({ scope }) => rules.scopes.has(scope));
  return new Map([...founding, ...custom].map((role) => [role.key, role]));
}

function customRole(scope: Scope, key: string, permissions: readonly string[]): CustomRole {
  return { key, scope, title: undefined, permissions };
}

/** Two permissions of a scope; where it is open, somebody's own. */
function permissionsAt(model: RoleModel, scope: Scope): string[] {
  if (model.scopes.get(scope)?.open === true) return ["deploy"];
  const known = [...model.permissions.values()].filter(({ scopes }) => scopes.has(scope));
  return known.slice(0, 2).map(({ key }) => key);
}

/** Keys of the roles that somebody can have at a scope on a tier. */
export function rolesAt(
  model: RoleModel,
  custom: ReadonlyMap<string, CustomRole>,
  tier: string,
  scope: Scope,
): string[] {
  const builtIn = [...(model.roles.get(scope)?.values() ?? [])].filter(({ tiers }) => tiers?.has(tier) !== false);
  return [...builtIn.map(({ key }) => key), ...[...custom.values()].filter((one) => one.scope === scope).map(keyOf)];
}

function keyOf({ key }: { readonly key: string }): string {
  return key;
}

function lowest(model: RoleModel, roles: readonly string[]): string {
  const level = (role: string) => tryFindBuiltInRole(model, "organization", role)?.level ?? 0;
  return roles.toSorted((left, right) => level(left) - level(right))[0] ?? model.founding.role;
}

/** Every role that the organization knows at a scope, on whatever tier, one of another scope, and one that there is not. */
export function rolesNamedAt(model: RoleModel, { roles }: Organization, scope: Scope): string[] {
  const known = SCOPES.flatMap((at) => [
    ...[...(model.roles.get(at)?.keys() ?? [])].map((key) => ({ key, scope: at })),
    ...[...roles.values()].filter((role) => role.scope === at),
  ]);
  const foreign = known.find((role) => role.scope !== scope);
  const own = known.filter((role) => role.scope === scope);
  return [...own.map(keyOf), ...(foreign === undefined ? [] : [foreign.key]), "nobody"];
}
