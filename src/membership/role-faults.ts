import type { RoleModelDocument } from "./generated/role-model-document.ts";
import { inKey, missingScope, type RoleModelFault, unknownAt, unknownEntries } from "./role-model-fault.ts";
import { SCOPES } from "./scope.ts";

type RoleRules = NonNullable<NonNullable<RoleModelDocument["roles"]>["organization"]>;

/** Built-in roles name permissions, tiers and other roles that exist. */
export function* roleFaults(document: RoleModelDocument): Iterable<RoleModelFault> {
  for (const scope of SCOPES) {
    const roles = document.roles?.[scope];
    if (roles === undefined) continue;
    yield* inKey(missingScope(["roles", scope], scope, document));
    for (const [key, role] of Object.entries(roles)) yield* oneRoleFaults(document, ["roles", scope, key], role, roles);
  }
}

function* oneRoleFaults(
  { permissions, tiers }: RoleModelDocument,
  path: readonly string[],
  role: RoleRules[string],
  roles: RoleRules,
): Iterable<RoleModelFault> {
  const named = namedPermissions([...path, "permissions"], role.permissions);
  yield* unknownEntries("permission", named, permissions);
  yield* unknownEntries("tier", { path: [...path, "tiers"], keys: role.tiers ?? [] }, tiers);
  for (const reach of ["assigns", "manages"] as const) {
    const keys = role[reach];
    if (Array.isArray(keys)) yield* unknownEntries(`${path[1]} role`, { path: [...path, reach], keys }, roles);
  }
}

function namedPermissions(path: readonly string[], rule: RoleRules[string]["permissions"]) {
  if (Array.isArray(rule)) return { path, keys: rule };
  return typeof rule === "string" ? { path, keys: [] } : { path: [...path, "all-except"], keys: rule["all-except"] };
}

/** The keystone exists and can be handed over as the model says. */
export function* ownershipFaults(document: RoleModelDocument): Iterable<RoleModelFault> {
  const { keystone, count, formerOwnerRole, handover } = document.ownership;
  const roles = document.roles?.organization ?? {};
  if ("role" in keystone)
    yield* unknownAt(["ownership", "keystone", "role"], "organization role", keystone.role, roles);
  else yield* permissionKeystoneFaults(document, keystone.permission);
  if (count === "exactly-one" && handover === "assign") {
    const message = "exactly one holder is handed over by transfer; assigning would make a second one";
    yield { path: ["ownership", "handover"], message };
  }
  if ("role" in keystone && handover === "transfer" && formerOwnerRole === undefined)
    yield { path: ["ownership"], message: "a transfer needs formerOwnerRole, the role of the former owner" };
  if (formerOwnerRole !== undefined)
    yield* unknownAt(["ownership", "formerOwnerRole"], "organization role", formerOwnerRole, roles);
}

function* permissionKeystoneFaults(document: RoleModelDocument, permission: string): Iterable<RoleModelFault> {
  const { permissions, overrides = [], ownership, founding } = document;
  const path = ["ownership", "keystone", "permission"];
  yield* unknownAt(path, "permission", permission, permissions);
  if (overrides.includes(permission)) {
    const message = `${permission} is the keystone and cannot be switched for single members`;
    yield { path: ["overrides", overrides.indexOf(permission)], message };
  }
  if (ownership.handover === "transfer") {
    const message = "only a role can be transferred; a keystone permission is assigned";
    yield { path: ["ownership", "handover"], message };
  }
  if (founding === undefined)
    yield { path, message: "a keystone permission needs `founding`: the role of an organization's creator" };
}

/** Custom roles are possible where they are said to be, and somebody can be a member at all. */
export function* customRoleFaults(document: RoleModelDocument): Iterable<RoleModelFault> {
  const { customRoles, tiers, roles } = document;
  yield* unknownEntries("tier", { path: ["customRoles", "tiers"], keys: customRoles?.tiers ?? [] }, tiers);
  for (const [index, scope] of (customRoles?.scopes ?? []).entries())
    yield* missingScope(["customRoles", "scopes", index], scope, document);
  if (customRoles === undefined && Object.keys(roles?.organization ?? {}).length === 0) {
    const message = "there are neither organization roles nor custom roles: nobody could be a member";
    yield { path: ["roles"], message };
  }
}

/** A new organization starts with roles that exist, and its creator holds the keystone. */
export function* foundingFaults(document: RoleModelDocument): Iterable<RoleModelFault> {
  const { founding, permissions, roles } = document;
  if (founding === undefined) return;
  const known = { ...roles?.organization, ...founding.roles };
  yield* unknownAt(["founding", "role"], "organization role", founding.role, known);
  if (Object.hasOwn(known, founding.role) && !creatorHoldsKeystone(document, founding))
    yield { path: ["founding", "role"], message: "the creator would not hold the keystone" };
  for (const [key, role] of Object.entries(founding.roles ?? {})) {
    const path = ["founding", "roles", key, "permissions"];
    yield* unknownEntries("permission", { path, keys: role.permissions }, permissions);
  }
}

function creatorHoldsKeystone(
  { ownership: { keystone }, roles }: RoleModelDocument,
  founding: NonNullable<RoleModelDocument["founding"]>,
): boolean {
  if ("role" in keystone) return founding.role === keystone.role;
  const rule = founding.roles?.[founding.role]?.permissions ?? roles?.organization?.[founding.role]?.permissions;
  if (rule === undefined || rule === "all") return rule === "all";
  return Array.isArray(rule) ? rule.includes(keystone.permission) : !rule["all-except"].includes(keystone.permission);
}
