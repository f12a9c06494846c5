import type { Declaration, Guards } from "../../../src/membership/declaration.ts";
import { type EmailKey, emailKey } from "../../../src/membership/email.ts";
import type { CustomRole, Grant, Member, Organization, Project, Tenant } from "../../../src/membership/organization.ts";
import type { Reading } from "../../../src/membership/reading.ts";
import type { FieldValue, RoleModel } from "../../../src/membership/role-model.ts";
import { tryFindBuiltIn } from "../../../src/role-models/built-in.ts";

/** A person in a story: a role, or a role with more. */
type PersonSketch = string | (Partial<Member> & { readonly role: string });

/** An organization in a few words: people by first name, `ada` for `ada@acme.example`. */
export interface Sketch {
  readonly title?: string;
  readonly tier?: string;
  readonly settings?: Record<string, FieldValue>;
  readonly roles?: Record<string, string[] | Partial<CustomRole>>;
  readonly members?: Record<string, PersonSketch>;
  readonly tenants?: Record<string, Record<string, string>>;
  /** A project's tenant stands before a slash: `eu/wearables`. */
  readonly projects?: Record<string, Record<string, string>>;
}

export function address(name: string): string {
  return name.includes("@") ? name : `${name}@acme.example`;
}

export function model(key: string): RoleModel {
  const found = tryFindBuiltIn(key);
  if (found === undefined) throw new Error(`no role model ${key}`);
  return found;
}

export function organization(sketch: Sketch): Organization {
  return {
    key: "acme",
    title: sketch.title,
    tier: sketch.tier,
    settings: sketch.settings ?? {},
    roles: new Map(Object.entries(sketch.roles ?? {}).map(([key, role]) => [key, customRole(key, role)])),
    members: new Map(
      Object.entries(sketch.members ?? {}).map(([name, person]) => [emailKey(address(name)), member(name, person)]),
    ),
    tenants: new Map(Object.entries(sketch.tenants ?? {}).map(([key, people]) => [key, tenant(key, people)])),
    projects: new Map(Object.entries(sketch.projects ?? {}).map(([path, people]) => project(path, people))),
  };
}

function customRole(key: string, role: string[] | Partial<CustomRole>): CustomRole {
  const given = Array.isArray(role) ? { permissions: role } : role;
  return { key, scope: "organization", title: undefined, permissions: [], ...given };
}

function member(name: string, person: PersonSketch): Member {
  const given = typeof person === "string" ? { role: person } : person;
  const pending = given.status === undefined || given.status === "active" ? {} : { invitation: { id: `inv-${name}` } };
  return { email: address(name), status: "active", attributes: {}, overrides: {}, ...pending, ...given };
}

function grants(people: Record<string, string>): Map<EmailKey, Grant> {
  return new Map(
    Object.entries(people).map(([name, role]) => [emailKey(address(name)), { email: address(name), role }]),
  );
}

function tenant(key: string, people: Record<string, string>): Tenant {
  return { key, title: undefined, members: grants(people) };
}

function project(path: string, people: Record<string, string>): [string, Project] {
  const [key = "", tenantKey] = path.split("/").reverse();
  return [key, { key, title: undefined, tenant: tenantKey, members: grants(people) }];
}

export const NO_GUARDS: Guards = {
  removals: undefined,
  promotions: undefined,
  owners: { min: undefined, max: undefined },
  required: [],
  approvals: undefined,
};

export function declare(sketch: Sketch | Organization, extra: Partial<Declaration> = {}): Declaration {
  return {
    organization: "key" in sketch ? sketch : organization(sketch),
    roleModel: undefined,
    unmanaged: { members: "remove", roles: "remove", tenants: "remove", projects: "remove", grants: "remove" },
    absent: new Map(),
    absentGrants: new Set(),
    guards: NO_GUARDS,
    identities: { github: {}, gitlab: {} },
    ...extra,
  };
}

const COMPLETE = { state: "complete" } as const;

export function read(live: Sketch | Organization, extra: Partial<Reading> = {}): Reading {
  return {
    organization: "key" in live ? live : organization(live),
    version: 1,
    completeness: { members: COMPLETE, roles: COMPLETE, tenants: COMPLETE, projects: COMPLETE, grants: COMPLETE },
    ...extra,
  };
}
