import { quoted } from "../../diagnostics/printable.ts";
import { listed, suggestion } from "../../diagnostics/suggest.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import { SCOPES, type Scope } from "../../membership/scope.ts";
import type { CharterCheck } from "../charter-check.ts";

/** Custom roles are possible on this platform and tier, are no built-in ones, and hold permissions that exist. */
export function checkRoles(check: CharterCheck): void {
  const { document, model } = check;
  if (model === undefined) return;
  for (const [key, { scope = "organization", permissions }] of Object.entries(document.roles ?? {})) {
    checkPossible(check, model, key, scope);
    for (const [index, permission] of permissions.entries()) {
      if (isKnown(model, scope, permission)) continue;
      const message = () =>
        `there is no ${scope} permission ${quoted(permission)}; ${suggestion(permission, catalogue(model, scope))}`;
      check.error("unknown-permission", ["roles", key, "permissions", index], message);
    }
  }
}

function checkPossible(check: CharterCheck, model: RoleModel, key: string, scope: Scope): void {
  const path = ["roles", key];
  const rules = model.customRoles;
  const builtIn = SCOPES.find((other) => model.roles.get(other)?.has(key));
  if (builtIn !== undefined) {
    const message = `${quoted(key)} is a built-in role of the ${builtIn}; give the custom role another key`;
    check.error("built-in-role", path, message, { part: "key" });
  }
  if (rules === undefined) {
    const message = `the role model ${quoted(model.key)} has no custom roles; remove ${quoted(key)}`;
    check.error("custom-roles-not-possible", path, message, { part: "key" });
  } else if (!rules.scopes.has(scope)) {
    const message = `${quoted(key)} is a role of the ${scope}, but custom roles are possible for ${listed([...rules.scopes])} only`;
    check.error("wrong-scope", check.document.roles?.[key]?.scope === undefined ? path : [...path, "scope"], message);
  } else checkTier(check, rules.tiers, key);
}

function checkTier(check: CharterCheck, tiers: ReadonlySet<string> | undefined, key: string): void {
  const { tier } = check.document;
  if (tier === undefined || tiers === undefined || tiers.has(tier) || check.model?.tiers.has(tier) !== true) return;
  const message = `custom roles such as ${quoted(key)} are not on the tier ${quoted(tier)}; they are on ${listed([...tiers])}`;
  check.error("custom-roles-not-on-tier", ["roles", key], message, { part: "key" });
}

function isKnown(model: RoleModel, scope: Scope, permission: string): boolean {
  return model.scopes.get(scope)?.open === true || model.permissions.get(permission)?.scopes.has(scope) === true;
}

function catalogue(model: RoleModel, scope: Scope): string[] {
  return [...model.permissions.values()].filter(({ scopes }) => scopes.has(scope)).map(({ key }) => key);
}
