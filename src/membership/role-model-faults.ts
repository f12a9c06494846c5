import type { RoleModelDocument } from "./generated/role-model-document.ts";
import { SCOPES, type Scope } from "./scope.ts";

/** Something that a role model says and that cannot be: where in the document, and why. */
export interface RoleModelFault {
  readonly path: readonly string[];
  readonly message: string;
}

/** Everything in a document of valid form that names what is not there or contradicts itself. */
export function roleModelFaults(document: RoleModelDocument): RoleModelFault[] {
  return [
    ...actionFaults(document),
    ...roleFaults(document),
    ...ownershipFaults(document),
    ...customRoleFaults(document),
    ...overrideFaults(document),
    ...fieldFaults(document),
    ...tierFaults(document),
    ...invitationFaults(document),
    ...foundingFaults(document),
  ];
}

function unknown(what: string, key: string, known: Iterable<string>): string {
  return `there is no ${what} ${JSON.stringify(key)}; there is ${[...known].join(", ") || "none"}`;
}

function* actionFaults({ actions, permissions, scopes }: RoleModelDocument): Iterable<RoleModelFault> {
  for (const [action, rule] of Object.entries(actions)) {
    const named = typeof rule === "string" ? [rule] : [rule.permission, ...Object.values(rule.fields ?? {})];
    for (const permission of named) {
      if (permissions[permission] === undefined)
        yield { path: ["actions", action], message: unknown("permission", permission, Object.keys(permissions)) };
    }
    const scope = action.split(".")[0] as Scope;
    if (SCOPES.includes(scope) && scopes[scope] === undefined) {
      yield { path: ["actions", action], message: `there is no scope ${scope} in this role model` };
    }
  }
}

function* roleFaults({ roles, permissions, scopes, tiers }: RoleModelDocument): Iterable<RoleModelFault> {
  for (const scope of SCOPES) {
    const inScope = roles?.[scope] ?? {};
    if (roles?.[scope] !== undefined && scopes[scope] === undefined) {
      yield { path: ["roles", scope], message: `there is no scope ${scope} in this role model` };
    }
    for (const [key, role] of Object.entries(inScope)) {
      const path = ["roles", scope, key];
      const named = Array.isArray(role.permissions)
        ? role.permissions
        : typeof role.permissions === "object"
          ? role.permissions["all-except"]
          : [];
      for (const permission of named) {
        if (permissions[permission] === undefined)
          yield {
            path: [...path, "permissions"],
            message: unknown("permission", permission, Object.keys(permissions)),
          };
      }
      for (const tier of role.tiers ?? [])
        if (tiers[tier] === undefined)
          yield { path: [...path, "tiers"], message: unknown("tier", tier, Object.keys(tiers)) };
      for (const reach of [role.assigns, role.manages]) {
        if (!Array.isArray(reach)) continue;
        for (const other of reach)
          if (inScope[other] === undefined)
            yield { path, message: unknown(`${scope} role`, other, Object.keys(inScope)) };
      }
    }
  }
}

function* ownershipFaults({ ownership, roles, permissions, overrides }: RoleModelDocument): Iterable<RoleModelFault> {
  const { keystone, formerOwnerRole, handover } = ownership;
  const known = roles?.organization ?? {};
  if ("role" in keystone && known[keystone.role] === undefined) {
    yield { path: ["ownership", "keystone"], message: unknown("organization role", keystone.role, Object.keys(known)) };
  }
  if ("permission" in keystone) {
    if (permissions[keystone.permission] === undefined) {
      yield {
        path: ["ownership", "keystone"],
        message: unknown("permission", keystone.permission, Object.keys(permissions)),
      };
    }
    if (overrides?.includes(keystone.permission) === true) {
      yield {
        path: ["overrides"],
        message: `${keystone.permission} is the keystone and cannot be switched for single members`,
      };
    }
    if (handover === "transfer")
      yield {
        path: ["ownership", "handover"],
        message: "only a role can be transferred; a keystone permission is assigned",
      };
  }
  if (handover === "transfer" && formerOwnerRole === undefined) {
    yield { path: ["ownership"], message: "a transfer needs formerOwnerRole, the role of the former owner" };
  }
  if (formerOwnerRole !== undefined && known[formerOwnerRole] === undefined) {
    yield {
      path: ["ownership", "formerOwnerRole"],
      message: unknown("organization role", formerOwnerRole, Object.keys(known)),
    };
  }
}

function* customRoleFaults({ customRoles, tiers, scopes, roles }: RoleModelDocument): Iterable<RoleModelFault> {
  for (const tier of customRoles?.tiers ?? []) {
    if (tiers[tier] === undefined)
      yield { path: ["customRoles", "tiers"], message: unknown("tier", tier, Object.keys(tiers)) };
  }
  for (const scope of customRoles?.scopes ?? []) {
    if (scopes[scope] === undefined)
      yield { path: ["customRoles", "scopes"], message: `there is no scope ${scope} in this role model` };
  }
  if (customRoles === undefined && Object.keys(roles?.organization ?? {}).length === 0) {
    yield {
      path: ["roles"],
      message: "there are neither organization roles nor custom roles: nobody could be a member",
    };
  }
}

function* overrideFaults({ overrides, permissions }: RoleModelDocument): Iterable<RoleModelFault> {
  for (const permission of overrides ?? []) {
    if (permissions[permission] === undefined)
      yield { path: ["overrides"], message: unknown("permission", permission, Object.keys(permissions)) };
  }
}

function* fieldFaults({ attributes, settings, actions }: RoleModelDocument): Iterable<RoleModelFault> {
  for (const [collection, fields] of [
    ["attributes", attributes],
    ["settings", settings],
  ] as const) {
    for (const [key, field] of Object.entries(fields ?? {})) {
      if (field.type === "enum" && field.values === undefined)
        yield { path: [collection, key], message: "an enum needs its values" };
      if (field.defaultFrom !== undefined && settings?.[field.defaultFrom] === undefined) {
        yield {
          path: [collection, key, "defaultFrom"],
          message: unknown("setting", field.defaultFrom, Object.keys(settings ?? {})),
        };
      }
    }
  }
  const update = actions["organization.update"];
  const known = ["title", "tier", ...Object.keys(settings ?? {})];
  for (const field of typeof update === "object" ? Object.keys(update.fields ?? {}) : []) {
    if (!known.includes(field))
      yield { path: ["actions", "organization.update", "fields", field], message: unknown("field", field, known) };
  }
}

function* tierFaults({ tiers, settings }: RoleModelDocument): Iterable<RoleModelFault> {
  for (const [key, tier] of Object.entries(tiers)) {
    if (tier.extraSeats !== undefined && settings?.[tier.extraSeats]?.type !== "integer") {
      yield {
        path: ["tiers", key, "extraSeats"],
        message: `${tier.extraSeats} must be an integer setting of this role model`,
      };
    }
  }
}

function* invitationFaults({ invitations, roles, scopes }: RoleModelDocument): Iterable<RoleModelFault> {
  const known = Object.keys(roles?.organization ?? {});
  for (const [scope, role] of Object.entries(invitations.direct ?? {})) {
    const path = ["invitations", "direct", scope];
    if (scopes[scope as Scope] === undefined) yield { path, message: `there is no scope ${scope} in this role model` };
    if (!known.includes(role)) yield { path, message: unknown("organization role", role, known) };
  }
}

function* foundingFaults({ founding, ownership, roles, permissions }: RoleModelDocument): Iterable<RoleModelFault> {
  const { keystone } = ownership;
  if (founding === undefined) {
    if ("permission" in keystone)
      yield {
        path: ["ownership", "keystone"],
        message: "a keystone permission needs `founding`: the role of an organization's creator",
      };
    return;
  }
  const custom = founding.roles?.[founding.role];
  const builtIn = roles?.organization?.[founding.role];
  const holds =
    "role" in keystone
      ? founding.role === keystone.role
      : custom?.permissions.includes(keystone.permission) === true || builtIn?.permissions === "all";
  if (custom === undefined && builtIn === undefined)
    yield { path: ["founding", "role"], message: unknown("role", founding.role, Object.keys(founding.roles ?? {})) };
  else if (!holds) yield { path: ["founding", "role"], message: "the creator would not hold the keystone" };
  for (const [key, role] of Object.entries(founding.roles ?? {})) {
    for (const permission of role.permissions) {
      if (permissions[permission] === undefined)
        yield {
          path: ["founding", "roles", key],
          message: unknown("permission", permission, Object.keys(permissions)),
        };
    }
  }
}
