import type { Change } from "../../../src/membership/change.ts";
import { emailKey } from "../../../src/membership/email.ts";
import type { Organization, Override } from "../../../src/membership/organization.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import type { Place, Scope } from "../../../src/membership/scope.ts";

/** Begins the title of whatever is made during a hunt: a place of the same key that was there before is another one. */
export const NEW = "made in ";

/** What a hunt may speak of. Everything that can be said in these words is tried. */
export interface Words {
  /** Whom changes are about. */
  readonly people: readonly string[];
  /** Who stands above all who act, if anybody: of them is said what would lower them. */
  readonly seniors?: readonly string[];
  /** Built-in organization roles; the custom ones that exist are always among them. */
  readonly roles: readonly string[];
  readonly overrides?: readonly string[];
  /** Custom roles that can be created and into which existing ones of the scope can be edited. */
  readonly definitions?: readonly { readonly scope: Scope; readonly permissions: readonly string[] }[];
  readonly tiers?: readonly string[];
  /** Keys of tenants and of projects that can be made, moved, deleted and given roles in. */
  readonly tenants?: readonly string[];
  readonly projects?: readonly string[];
}

/** Every change that can be said of an organization as it stands. Most of them will be refused. */
export function* sayable(model: RoleModel, organization: Organization, words: Words): Iterable<Change> {
  for (const email of words.people) yield* aboutPerson(model, organization, words, email);
  for (const email of words.seniors ?? []) yield* aboutStanding(organization, words, email);
  yield* aboutRoles(organization, words);
  yield* aboutPlaces(model, organization, words);
  for (const tier of words.tiers ?? []) yield { kind: "update-organization", tier };
}

function* aboutPerson(model: RoleModel, organization: Organization, words: Words, email: string): Iterable<Change> {
  const member = organization.members.get(emailKey(email));
  if (member === undefined) yield* invitations(model, organization, words, email);
  else if (member.status === "active") yield* aboutMember(model, organization, words, email);
  else {
    yield { kind: "accept-invitation", email };
    yield { kind: "cancel-invitation", email };
  }
}

function* invitations(model: RoleModel, organization: Organization, words: Words, email: string): Iterable<Change> {
  const required = [...model.attributes.values()].filter(({ required }) => required);
  const attributes = Object.fromEntries(required.map(({ key, values }) => [key, values[0] ?? ""]));
  for (const role of assignable("organization", organization, words.roles)) {
    yield { kind: "invite-member", email, role, attributes };
  }
  for (const [scope, role] of model.invitations.direct) {
    for (const place of placesOf(organization).filter((one) => one.scope === scope)) {
      if (place.scope === "organization") continue;
      for (const there of assignable(scope, organization, builtIn(model, scope))) {
        yield { kind: "invite-member", email, role, attributes, target: { place, role: there } };
      }
    }
  }
}

function* aboutStanding(organization: Organization, words: Words, email: string): Iterable<Change> {
  for (const role of assignable("organization", organization, words.roles)) yield { kind: "change-role", email, role };
  for (const permission of words.overrides ?? []) {
    for (const override of ["allow", "deny", null] as readonly (Override | null)[]) {
      yield { kind: "override-permissions", email, overrides: { [permission]: override } };
    }
  }
  yield { kind: "remove-member", email };
}

function* aboutMember(model: RoleModel, organization: Organization, words: Words, email: string): Iterable<Change> {
  yield* aboutStanding(organization, words, email);
  yield { kind: "transfer-ownership", email };
  for (const { key } of organization.tenants.values()) {
    for (const role of assignable("tenant", organization, builtIn(model, "tenant"))) {
      yield { kind: "grant-tenant-role", tenant: key, email, role };
      yield { kind: "change-tenant-role", tenant: key, email, role };
    }
    yield { kind: "revoke-tenant-role", tenant: key, email };
  }
  for (const { key } of organization.projects.values()) {
    for (const role of assignable("project", organization, builtIn(model, "project"))) {
      yield { kind: "grant-project-role", project: key, email, role };
      yield { kind: "change-project-role", project: key, email, role };
    }
    yield { kind: "revoke-project-role", project: key, email };
  }
}

function* aboutRoles(organization: Organization, { definitions = [] }: Words): Iterable<Change> {
  for (const { scope, permissions } of definitions) {
    if (!organization.roles.has(`new-${scope}`)) {
      yield { kind: "create-role", role: `new-${scope}`, scope, title: `${NEW}${scope}`, permissions };
    }
    for (const role of organization.roles.values()) {
      if (role.scope === scope) yield { kind: "update-role", role: role.key, permissions };
    }
  }
  if (definitions.length > 0) for (const role of organization.roles.keys()) yield { kind: "delete-role", role };
}

function* aboutPlaces(
  model: RoleModel,
  organization: Organization,
  { tenants = [], projects = [] }: Words,
): Iterable<Change> {
  for (const tenant of tenants) {
    if (organization.tenants.has(tenant)) yield { kind: "delete-tenant", tenant };
    else yield { kind: "create-tenant", tenant, title: `${NEW}organization` };
  }
  for (const project of projects) {
    const homes = model.scopes.has("tenant") ? [...organization.tenants.keys()].map((tenant) => ({ tenant })) : [{}];
    if (organization.projects.has(project)) {
      yield { kind: "delete-project", project };
      for (const home of homes) yield { kind: "update-project", project, ...home };
    } else
      for (const home of homes) {
        yield { kind: "create-project", project, title: `${NEW}${"tenant" in home ? home.tenant : ""}`, ...home };
      }
  }
}

function assignable(scope: Scope, { roles }: Organization, builtIn: Iterable<string>): string[] {
  const custom = [...roles.values()].filter((role) => role.scope === scope).map(({ key }) => key);
  return [...builtIn, ...custom];
}

function builtIn(model: RoleModel, scope: Scope): string[] {
  return [...(model.roles.get(scope)?.keys() ?? [])];
}

/** Every place below the organization. */
export function placesOf({ tenants, projects }: Pick<Organization, "tenants" | "projects">): Place[] {
  return [
    ...[...tenants.keys()].map((tenant): Place => ({ scope: "tenant", tenant })),
    ...[...projects.keys()].map((project): Place => ({ scope: "project", project })),
  ];
}
