import type { RoleModelDocument } from "./generated/role-model-document.ts";
import {
  ACTIONS,
  type Action,
  type CustomRoleRules,
  type Field,
  type Founding,
  type Permission,
  type Reach,
  type Requirement,
  type Role,
  type RoleModel,
  type ScopeRules,
  type Tier,
} from "./role-model.ts";
import { SCOPES, type Scope } from "./scope.ts";

type ActionRule = NonNullable<RoleModelDocument["actions"][Action]>;
type RoleRule = NonNullable<NonNullable<RoleModelDocument["roles"]>["organization"]>[string];

/** The rules as the engine uses them, from a document that is valid and free of faults. */
export function compileRoleModel(document: RoleModelDocument): RoleModel {
  const permissions = compilePermissions(document);
  const tiers = compileTiers(document);
  return {
    key: document.key,
    title: document.title,
    source: document.source,
    scopes: compileScopes(document),
    permissions,
    actions: compileActions(document),
    roles: compileRoles(document, permissions),
    ownership: { formerOwnerRole: undefined, ...document.ownership },
    customRoles: compileCustomRoles(document),
    overridable: new Set(document.overrides ?? []),
    attributes: compileFields(document.attributes ?? {}),
    settings: compileFields(document.settings ?? {}),
    tiers,
    invitations: compileInvitations(document),
    founding: compileFounding(document),
  };
}

function compileScopes(document: RoleModelDocument): ReadonlyMap<Scope, ScopeRules> {
  const scopes = new Map<Scope, ScopeRules>();
  for (const scope of SCOPES) {
    const rules = document.scopes[scope];
    if (rules !== undefined) scopes.set(scope, { within: rules.within, open: rules.open ?? false });
  }
  return scopes;
}

function compilePermissions(document: RoleModelDocument): ReadonlyMap<string, Permission> {
  const permissions = new Map<string, Permission>();
  for (const [key, { title, description, scopes, sensitive }] of Object.entries(document.permissions)) {
    permissions.set(key, {
      key,
      title,
      description,
      scopes: new Set(scopes ?? ["organization"]),
      sensitive: sensitive ?? false,
    });
  }
  return permissions;
}

function compileActions(document: RoleModelDocument): ReadonlyMap<Action, Requirement> {
  const actions = new Map<Action, Requirement>();
  for (const action of ACTIONS) {
    const rule = document.actions[action];
    if (rule !== undefined) actions.set(action, compileRequirement(document, action, rule));
  }
  return actions;
}

function compileRequirement(document: RoleModelDocument, action: Action, rule: ActionRule): Requirement {
  const own = scopeOfAction(document, action);
  if (typeof rule === "string") return { permission: rule, scope: own, fields: new Map() };
  return { permission: rule.permission, scope: rule.scope ?? own, fields: new Map(Object.entries(rule.fields ?? {})) };
}

/** The scope of the object that an action is about. A project is created in its tenant, where there are tenants. */
function scopeOfAction(document: RoleModelDocument, action: Action): Scope {
  if (action === "tenant.create") return "organization";
  if (action === "project.create") return document.scopes.project?.within === undefined ? "organization" : "tenant";
  if (action.startsWith("tenant.")) return "tenant";
  return action.startsWith("project.") ? "project" : "organization";
}

function compileRoles(document: RoleModelDocument, permissions: RoleModel["permissions"]): RoleModel["roles"] {
  const roles = new Map<Scope, ReadonlyMap<string, Role>>();
  for (const scope of SCOPES) {
    const rules = Object.entries(document.roles?.[scope] ?? {});
    roles.set(scope, new Map(rules.map(([key, rule]) => [key, compileRole(scope, key, rule, permissions)])));
  }
  return roles;
}

function compileRole(scope: Scope, key: string, rule: RoleRule, permissions: RoleModel["permissions"]): Role {
  return {
    key,
    scope,
    title: rule.title,
    level: rule.level,
    permissions: expandPermissions(scope, rule.permissions, permissions),
    custom: false,
    tiers: rule.tiers === undefined ? undefined : new Set(rule.tiers),
    assigns: compileReach(rule.assigns),
    manages: compileReach(rule.manages),
  };
}

/** `all` at the organization is the whole catalogue, because what is held there applies everywhere below. */
function expandPermissions(
  scope: Scope,
  rule: RoleRule["permissions"],
  catalogue: RoleModel["permissions"],
): ReadonlySet<string> {
  if (Array.isArray(rule)) return new Set(rule);
  const all = [...catalogue.values()].filter((permission) => scope === "organization" || permission.scopes.has(scope));
  const except = new Set(typeof rule === "string" ? [] : rule["all-except"]);
  return new Set(all.map(({ key }) => key).filter((key) => !except.has(key)));
}

function compileReach(reach: RoleRule["assigns"]): Reach {
  return Array.isArray(reach) ? new Set(reach) : (reach ?? "at-or-below");
}

function compileCustomRoles(document: RoleModelDocument): CustomRoleRules | undefined {
  const rules = document.customRoles;
  if (rules === undefined) return undefined;
  return {
    scopes: new Set(rules.scopes),
    tiers: rules.tiers === undefined ? undefined : new Set(rules.tiers),
    assigns: compileReach(rules.assigns),
    manages: compileReach(rules.manages),
    contained: new Set(rules.contained ?? ["define", "assign"]),
  };
}

function compileFields(fields: NonNullable<RoleModelDocument["attributes"]>): ReadonlyMap<string, Field> {
  const compiled = new Map<string, Field>();
  for (const [key, field] of Object.entries(fields)) {
    compiled.set(key, {
      key,
      title: field.title,
      type: field.type,
      values: field.values ?? [],
      required: field.required ?? false,
      default: field.default,
      defaultFrom: field.defaultFrom,
      billed: field.billed ?? false,
    });
  }
  return compiled;
}

function compileTiers(document: RoleModelDocument): ReadonlyMap<string, Tier> {
  const tiers = new Map<string, Tier>();
  for (const [key, { title, memberLimit, extraSeats }] of Object.entries(document.tiers)) {
    tiers.set(key, { key, title, memberLimit: memberLimit ?? undefined, extraSeats });
  }
  return tiers;
}

function compileInvitations({ invitations }: RoleModelDocument): RoleModel["invitations"] {
  return {
    lifetimeDays: invitations.lifetimeDays,
    pendingTakesSeat: invitations.pendingTakesSeat ?? true,
    grantsRequireMembership: invitations.grantsRequireMembership ?? true,
    direct: new Map(Object.entries(invitations.direct ?? {}) as [Scope, string][]),
  };
}

function compileFounding({ founding, ownership }: RoleModelDocument): Founding {
  const roles = Object.entries(founding?.roles ?? {}).map(([key, role]) => ({
    key,
    title: role.title ?? key,
    permissions: role.permissions,
  }));
  return { role: founding?.role ?? ("role" in ownership.keystone ? ownership.keystone.role : ""), roles };
}
