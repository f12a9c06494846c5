import type { EmailKey } from "../../src/membership/email.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { Member, Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { tryFindBuiltIn } from "../../src/role-models/built-in.ts";

/** A built-in role model that has to be there. */
export function builtIn(key: string): RoleModel {
  const model = tryFindBuiltIn(key);
  if (model === undefined) throw new Error(`no role model ${key}`);
  return model;
}

/** An organization of active members, by address and role, on the highest tier that the tests need. */
export function organizationOf(members: Readonly<Record<string, string>>, tier = "enterprise"): Organization {
  const entries = Object.entries(members).map(([email, role]): [EmailKey, Member] => [
    emailKey(email),
    { email, role, status: "active", attributes: {}, overrides: {} },
  ]);
  return {
    key: "acme",
    title: undefined,
    tier,
    settings: {},
    roles: new Map(),
    members: new Map(entries),
    tenants: new Map(),
    projects: new Map(),
  };
}
