import type { Change } from "../../src/membership/change.ts";
import type { Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { type Place, SCOPES, type Scope } from "../../src/membership/scope.ts";
import { PROJECT, rolesNamedAt, TENANT } from "./crowded-organization.ts";

const NEWCOMER = "newcomer@acme.example";

/**
 * Every change that one could ask of a crowded organization: every kind, for everybody in it and somebody new, to every
 * role of the scope; at a place, for whoever holds a role there, a member, somebody invited and somebody new. Accepting
 * is left out: it is judged by the invitation alone.
 */
export function* everyChange(model: RoleModel, organization: Organization): Iterable<Change> {
  const world = { model, organization, people: peopleIn(organization) };
  yield* aboutPeople(world);
  yield* invitations(world);
  yield* aboutRoles(world);
  yield* aboutTenants(world);
  yield* aboutProjects(world);
  yield* aboutOrganization(world);
}

interface World {
  readonly model: RoleModel;
  readonly organization: Organization;
  readonly people: readonly string[];
}

function peopleIn({ members }: Organization): string[] {
  return [...[...members.values()].map(({ email }) => email), NEWCOMER];
}

/** Of a place, no matter what role they have at the organization. */
function peopleAbout(scope: "tenant" | "project", people: readonly string[]): string[] {
  const one = (status: string) => people.filter((email) => email.startsWith(`${status}.`)).slice(0, 1);
  const holders = people.filter((email) => email.startsWith(`${scope}.`));
  return [...holders, ...one("active"), ...one("invited"), NEWCOMER];
}

function* aboutPeople({ model, organization, people }: World): Iterable<Change> {
  const roles = rolesNamedAt(model, organization, "organization");
  const attribute = [...model.attributes.values()][0];
  const [switchable] = model.overridable;
  const fixed = [...model.permissions.keys()].find((key) => !model.overridable.has(key));
  for (const email of people) {
    yield { kind: "remove-member", email };
    yield { kind: "cancel-invitation", email };
    yield { kind: "resend-invitation", email };
  }
  // Whoever holds a role below has the lowest one here, and an expired invitation is none for the rest.
  for (const email of people.filter((one) => /^(active|invited|newcomer)/.test(one))) {
    yield { kind: "transfer-ownership", email };
    for (const role of roles) yield { kind: "change-role", email, role };
    for (const permission of [switchable, fixed, "no:such"].filter((key) => key !== undefined)) {
      yield { kind: "override-permissions", email, overrides: { [permission]: "allow" } };
      yield { kind: "override-permissions", email, overrides: { [permission]: "deny" } };
    }
    const key = attribute?.key ?? "colour";
    yield { kind: "update-attributes", email, attributes: { [key]: attribute?.values[0] ?? "red" } };
    yield { kind: "update-attributes", email, attributes: { [key]: null } };
  }
  const [active = ""] = people.filter((email) => email.startsWith("active."));
  for (const formerOwnerRole of roles) yield { kind: "transfer-ownership", email: active, formerOwnerRole };
}

function* invitations({ model, organization, people }: World): Iterable<Change> {
  const roles = (scope: Scope) => rolesNamedAt(model, organization, scope);
  const attributes = Object.fromEntries(
    [...model.attributes.values()].filter(({ required }) => required).map(({ key, values }) => [key, values[0] ?? ""]),
  );
  const place = (scope: "tenant" | "project"): Exclude<Place, { scope: "organization" }> =>
    scope === "tenant" ? { scope, tenant: TENANT } : { scope, project: PROJECT };
  for (const role of roles("organization")) {
    yield { kind: "invite-member", email: NEWCOMER, role, attributes };
    yield { kind: "invite-member", email: NEWCOMER, role, attributes: {} };
  }
  for (const scope of ["tenant", "project"] as const) {
    for (const role of roles(scope)) {
      const joining = model.invitations.direct.get(scope) ?? role;
      const target = { place: place(scope), role };
      yield { kind: "invite-member", email: NEWCOMER, role: joining, attributes, target };
    }
  }
  for (const email of people) yield { kind: "invite-member", email, role: model.founding.role, attributes };
}

function* aboutRoles({ model, organization }: World): Iterable<Change> {
  const permissions = [...model.permissions.values()];
  for (const scope of SCOPES) {
    yield { kind: "create-role", role: "brand-new", scope, permissions: [] };
    yield { kind: "create-role", role: "brand-new", scope, permissions: ["deploy"] };
    for (const { key } of permissions.filter(({ scopes }) => scopes.has(scope))) {
      yield { kind: "create-role", role: "brand-new", scope, permissions: [key] };
    }
  }
  for (const role of rolesNamedAt(model, organization, "organization")) {
    yield { kind: "create-role", role, scope: "organization", permissions: [] };
    yield { kind: "delete-role", role };
    yield { kind: "update-role", role, title: "New" };
  }
  for (const { key, scope, permissions: held } of organization.roles.values()) {
    yield { kind: "update-role", role: key, permissions: [] };
    for (const added of permissions.filter(({ scopes }) => scopes.has(scope))) {
      yield { kind: "update-role", role: key, permissions: [...new Set([...held, added.key])] };
    }
  }
}

function* aboutTenants({ model, organization, people }: World): Iterable<Change> {
  for (const tenant of [TENANT, "t2"]) {
    yield { kind: "create-tenant", tenant };
    yield { kind: "update-tenant", tenant, title: "New" };
    yield { kind: "delete-tenant", tenant };
  }
  for (const email of peopleAbout("tenant", people)) {
    yield { kind: "revoke-tenant-role", tenant: TENANT, email };
    for (const role of rolesNamedAt(model, organization, "tenant")) {
      yield { kind: "grant-tenant-role", tenant: TENANT, email, role };
      yield { kind: "change-tenant-role", tenant: TENANT, email, role };
    }
  }
}

function* aboutProjects({ model, organization, people }: World): Iterable<Change> {
  for (const project of [PROJECT, "p2"]) {
    for (const tenant of [undefined, TENANT, "t2"]) {
      yield { kind: "create-project", project, ...(tenant === undefined ? {} : { tenant }) };
    }
    yield { kind: "update-project", project, title: "New" };
    yield { kind: "update-project", project, tenant: TENANT };
    yield { kind: "delete-project", project };
  }
  for (const email of peopleAbout("project", people)) {
    yield { kind: "revoke-project-role", project: PROJECT, email };
    for (const role of rolesNamedAt(model, organization, "project")) {
      yield { kind: "grant-project-role", project: PROJECT, email, role };
      yield { kind: "change-project-role", project: PROJECT, email, role };
    }
  }
}

function* aboutOrganization({ model }: World): Iterable<Change> {
  yield { kind: "delete-organization" };
  yield { kind: "update-organization", title: "New" };
  for (const tier of [...model.tiers.keys(), "no-such"]) yield { kind: "update-organization", tier };
  for (const setting of [...model.settings.keys(), "colour"]) {
    for (const value of [1, "15m", null]) yield { kind: "update-organization", settings: { [setting]: value } };
  }
}
