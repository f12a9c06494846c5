import type { CustomRole } from "../../membership/organization.ts";
import { SCOPES, type Scope } from "../../membership/scope.ts";
import type { Attempt } from "../provider/attempt.ts";
import { text, textSet } from "../schema/attribute.ts";
import type { Known } from "../schema/shape.ts";
import { isKey, isOneOf } from "../schema/validators.ts";
import { identifier, title } from "./recurring-attributes.ts";
import type { Resource } from "./resource.ts";

const shape = {
  id: identifier("roles/KEY"),
  key: text({ description: "Key of the role.", presence: "required", replaces: true, validators: [isKey] }),
  scope: text({
    description: "Where the role holds: `organization` (the default), `tenant` or `project`. It cannot be changed.",
    presence: "optional-computed",
    default: "organization",
    replaces: true,
    validators: [isOneOf(SCOPES)],
  }),
  title,
  permissions: textSet({
    description: "Everything that holders of the role may do. A change takes effect for all of them at once.",
    presence: "required",
  }),
};

type RoleValues = Known<typeof shape>;

/** A role that the organization defines itself. */
export const role: Resource<typeof shape> = {
  typeName: "charter_role",
  description:
    "A role that the organization defines itself, where its role model and tier have custom roles. It can be deleted once nobody holds it or is invited to it.",
  version: 0,
  shape,
  identity: ["key"],
  collection: "roles",
  lively: [],
  address: ({ key }) => `roles/${key ?? ""}`,
  parseAddress: (address) => {
    const key = address.startsWith("roles/") ? address.slice("roles/".length) : address;
    return isKey(key).length === 0 ? { key } : undefined;
  },
  observe: ({ facts }, { key }) => {
    const live = facts.customRoles.get(key ?? "");
    return live && observed(live);
  },
  changes: ({ facts }, desired, prior) => {
    const live = facts.customRoles.get(desired.key ?? "");
    return live === undefined || prior === undefined ? [creation(desired)] : update(live, desired);
  },
  removal: ({ facts }, { key }) =>
    facts.customRoles.has(key ?? "")
      ? [{ change: { kind: "delete-role", role: key ?? "" }, at: ["key"], stage: 0 }]
      : [],
  isHeld: ({ facts }, { key, scope }) => {
    // A state can say anything; nobody holds a role at a scope that there is not.
    const known = SCOPES.find((one) => one === (scope ?? "organization"));
    return known !== undefined && facts.holdersOf(known, key ?? "") > 0;
  },
  list: ({ facts }) => [...facts.customRoles.values()].map(observed),
};

function observed({ key, scope, title: name, permissions }: CustomRole): RoleValues {
  return { id: `roles/${key}`, key, scope, title: name ?? null, permissions: [...permissions].sort() };
}

const AT_FAULT: NonNullable<Attempt["atFor"]> = {
  "permission-not-held": ["permissions"],
  "self-promotion": ["permissions"],
  "unknown-permission": ["permissions"],
  "last-owner": ["permissions"],
  "wrong-scope": ["scope"],
};

function creation({ key, scope, title: name, permissions }: RoleValues): Attempt {
  return {
    change: {
      kind: "create-role",
      role: key ?? "",
      scope: (scope ?? "organization") as Scope,
      ...(name === null ? {} : { title: name }),
      permissions: permissions ?? [],
    },
    at: ["key"],
    atFor: AT_FAULT,
    stage: 0,
  };
}

function update(live: CustomRole, desired: RoleValues): Attempt[] {
  const permissions = desired.permissions ?? [];
  const renamed = desired.title !== null && desired.title !== live.title;
  const redefined = new Set(permissions).symmetricDifference(new Set(live.permissions)).size > 0;
  if (!renamed && !redefined) return [];
  const change = {
    kind: "update-role" as const,
    role: live.key,
    ...(renamed && desired.title !== null ? { title: desired.title } : {}),
    ...(redefined ? { permissions } : {}),
  };
  return [{ change, at: redefined ? ["permissions"] : ["title"], atFor: AT_FAULT, stage: 0 }];
}
