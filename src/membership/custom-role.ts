import type { CustomRole } from "./organization.ts";
import type { Role, RoleModel } from "./role-model.ts";
import type { Scope } from "./scope.ts";

/** A custom role as the rules see it, with its level derived. */
export function customRole(model: RoleModel, role: CustomRole): Role {
  const permissions = new Set(role.permissions);
  return {
    key: role.key,
    scope: role.scope,
    title: role.title ?? role.key,
    level: derivedLevel(model, role.scope, permissions),
    permissions,
    custom: true,
    tiers: model.customRoles?.tiers,
    assigns: model.customRoles?.assigns ?? new Set(),
    manages: model.customRoles?.manages ?? new Set(),
  };
}

/**
 * The lowest level among the built-in roles of the scope whose permissions contain all of these; the highest
 * level of the scope where none does; undefined on platforms that rank nothing.
 */
export function derivedLevel(model: RoleModel, scope: Scope, permissions: ReadonlySet<string>): number | undefined {
  let lowest: number | undefined;
  let highest: number | undefined;
  for (const role of model.roles.get(scope)?.values() ?? []) {
    if (role.level === undefined) continue;
    highest = Math.max(highest ?? role.level, role.level);
    if (permissions.isSubsetOf(role.permissions)) lowest = Math.min(lowest ?? role.level, role.level);
  }
  return lowest ?? highest;
}
