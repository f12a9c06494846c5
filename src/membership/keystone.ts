import type { Change } from "./change.ts";
import { emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import { isKeystone } from "./standing.ts";

/** True where somebody active still holds the keystone after this change. */
export function leavesKeystone(facts: Facts, change: Change): boolean {
  switch (change.kind) {
    case "remove-member":
      return othersHoldIt(facts, change.email);
    case "change-role": {
      const next = facts.role("organization", change.role);
      return next === undefined || isKeystone(facts, next) || othersHoldIt(facts, change.email);
    }
    case "update-role":
      return change.permissions === undefined || survivesRoleUpdate(facts, change.role, change.permissions);
    default:
      return true;
  }
}

/** True where this person is no active holder of the keystone, or not the only one. */
function othersHoldIt(facts: Facts, email: string): boolean {
  const member = facts.member(emailKey(email));
  const role = member?.status === "active" ? facts.role("organization", member.role) : undefined;
  if (role === undefined || !isKeystone(facts, role)) return true;
  return keystoneHolders(facts) > 1;
}

/** How many active members have an organization role that is, or contains, the keystone. */
export function keystoneHolders(facts: Facts, except?: string): number {
  const roles = keystoneRoles(facts).filter((role) => role !== except);
  return roles.reduce((holders, role) => holders + facts.activeWithRole(role), 0);
}

/** Keys of the organization roles that are, or contain, the keystone. */
export function keystoneRoles(facts: Facts): string[] {
  return [...facts.organizationRoles()].filter((key) => isKeystoneRole(facts, key));
}

/** True where whoever has the organization role of that key holds the keystone. */
export function isKeystoneRole(facts: Facts, key: string): boolean {
  const role = facts.role("organization", key);
  return role !== undefined && isKeystone(facts, role);
}

/** Taking the keystone permission out of a custom role takes it from all its holders at once. */
function survivesRoleUpdate(facts: Facts, key: string, permissions: readonly string[]): boolean {
  const { keystone } = facts.model.ownership;
  if ("role" in keystone || permissions.includes(keystone.permission) || !isKeystoneRole(facts, key)) return true;
  return facts.activeWithRole(key) === 0 || keystoneHolders(facts, key) > 0;
}
