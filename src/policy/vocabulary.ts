import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Organization } from "../membership/organization.ts";
import type { Field, RoleModel } from "../membership/role-model.ts";
import { SCOPES, type Scope } from "../membership/scope.ts";

/** Every word that a sentence may use. What only one of the states has is known in all of them. */
export interface Vocabulary {
  /** As they are printed, by comparison form. */
  readonly people: ReadonlyMap<EmailKey, string>;
  /** Groups of the charter, and names that the file of assertions gives to people. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly roles: Readonly<Record<Scope, ReadonlySet<string>>>;
  readonly permissions: ReadonlySet<string>;
  /** Roles of some scope may contain any permission at all. */
  readonly open: boolean;
  readonly attributes: ReadonlyMap<string, Field>;
  readonly tenants: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
}

/** Where the words of sentences come from. */
export interface VocabularySources {
  readonly model: RoleModel;
  readonly organizations: readonly Organization[];
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** People whom a charter names without wanting them. */
  readonly absent: Iterable<string>;
}

/** The words of a platform and of all its states together. */
export function vocabularyOf({ model, organizations, groups, absent }: VocabularySources): Vocabulary {
  const people = new Map<EmailKey, string>();
  for (const email of absent) people.set(emailKey(email), email);
  for (const { members } of organizations) for (const [key, { email }] of members) people.set(key, email);
  const keys = (of: (organization: Organization) => Iterable<string>) =>
    new Set(organizations.flatMap((one) => [...of(one)]));
  return {
    people,
    groups,
    roles: rolesOf(model, organizations),
    permissions: permissionsOf(model, organizations),
    open: [...model.scopes.values()].some(({ open }) => open),
    attributes: model.attributes,
    tenants: keys(({ tenants }) => tenants.keys()),
    projects: keys(({ projects }) => projects.keys()),
  };
}

function rolesOf(model: RoleModel, organizations: readonly Organization[]): Vocabulary["roles"] {
  const roles = { organization: new Set<string>(), tenant: new Set<string>(), project: new Set<string>() };
  for (const scope of SCOPES) for (const key of model.roles.get(scope)?.keys() ?? []) roles[scope].add(key);
  for (const { key } of model.founding.roles) roles.organization.add(key);
  for (const organization of organizations)
    for (const { key, scope } of organization.roles.values()) roles[scope].add(key);
  return roles;
}

function permissionsOf(model: RoleModel, organizations: readonly Organization[]): ReadonlySet<string> {
  const permissions = new Set(model.permissions.keys());
  for (const { roles } of organizations)
    for (const role of roles.values()) for (const permission of role.permissions) permissions.add(permission);
  return permissions;
}

/** The scopes at which there is a role of that key. */
export function scopesOfRole({ roles }: Vocabulary, role: string): Scope[] {
  return SCOPES.filter((scope) => roles[scope].has(role));
}

/** Every role, whatever its scope. */
export function allRoles({ roles }: Vocabulary): string[] {
  return [...new Set(SCOPES.flatMap((scope) => [...roles[scope]]))];
}

/** The attributes whose values are a list of words with this one among them. */
export function attributesWithValue({ attributes }: Vocabulary, value: string): string[] {
  return [...attributes.values()].filter(({ values }) => values.includes(value)).map(({ key }) => key);
}
