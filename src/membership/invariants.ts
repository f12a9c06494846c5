import { counted } from "../diagnostics/counted.ts";
import type { Change, ChangeOf } from "./change.ts";
import { emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import { attributeFaults, settingFaults } from "./field-rules.ts";
import { leavesKeystone } from "./keystone.ts";
import { lookUps } from "./look-ups.ts";
import type { Member } from "./organization.ts";
import { patched } from "./patch.ts";
import type { Refusal } from "./refusal.ts";
import { list, refused } from "./refusal-text.ts";
import { roleInUse } from "./role-in-use.ts";
import type { Role } from "./role-model.ts";
import { seatLimit } from "./seats.ts";
import { namedRole } from "./subject.ts";

/** Would the organization still be sound after this change, whoever makes it? */
export function invariants(facts: Facts, change: Change): Refusal[] {
  return [
    ...ownerMustBeActive(facts, change),
    ...lastOwner(facts, change),
    ...roleNotOnTier(facts, change),
    ...customRolesNotOnTier(facts, change),
    ...seatLimitReached(facts, change),
    ...roleInUse(facts, change),
    ...notAnOrganizationMember(facts, change),
    ...permissionNotOverridable(facts, change),
    ...attributeFaults(facts, change),
    ...settingFaults(facts, change),
    ...lookUps(facts, change),
  ];
}

function ownerMustBeActive(facts: Facts, change: Change): Refusal[] {
  if (change.kind !== "transfer-ownership") return [];
  const member = facts.member(emailKey(change.email));
  if (member?.status === "active") return [];
  const state = member === undefined ? "no member yet" : member.status;
  const message = `${change.email} is ${state}; ownership goes to an active member: let them join with another role first`;
  return [refused("owner-must-be-active", change, message)];
}

/** Rule 7: no change leaves the organization without its keystone. */
function lastOwner(facts: Facts, change: Change): Refusal[] {
  if (leavesKeystone(facts, change)) return [];
  const { keystone } = facts.model.ownership;
  const what = "role" in keystone ? `an active ${keystone.role}` : `an active member with ${keystone.permission}`;
  return [refused("last-owner", change, `the organization would be left without ${what}`)];
}

function roleNotOnTier(facts: Facts, change: Change): Refusal[] {
  if (change.kind === "update-organization") return rolesLostWithTier(facts, change);
  const role = namedRole(facts, change);
  const { tier } = facts.organization;
  if (role === undefined || isOnTier(role, tier)) return [];
  const code = role.custom ? "custom-roles-not-on-tier" : "role-not-on-tier";
  return [
    refused(
      code,
      change,
      `the role ${role.key} is not available on the tier ${tier}; it is on ${list([...(role.tiers ?? [])])}`,
    ),
  ];
}

function isOnTier(role: Role, tier: string | undefined): boolean {
  return role.tiers === undefined || tier === undefined || role.tiers.has(tier);
}

/** Of a tier that there is not, nothing is said but that. */
function rolesLostWithTier(facts: Facts, change: ChangeOf<"update-organization">): Refusal[] {
  const refusals: Refusal[] = [];
  if (change.tier === undefined || !facts.model.tiers.has(change.tier)) return refusals;
  for (const [scope, roles] of facts.model.roles) {
    for (const role of roles.values()) {
      if (isOnTier(role, change.tier)) continue;
      const holders = facts.holdersOf(scope, role.key);
      if (holders === 0) continue;
      const message = `the tier ${change.tier} has no role ${role.key}, which ${counted(holders, "person has", "people have")}`;
      refusals.push(refused("role-not-on-tier", change, message));
    }
  }
  return refusals;
}

function customRolesNotOnTier(facts: Facts, change: Change): Refusal[] {
  const rules = facts.model.customRoles;
  if (change.kind === "update-organization") {
    const isTier = change.tier !== undefined && facts.model.tiers.has(change.tier);
    const loses = isTier && rules?.tiers?.has(change.tier) === false && facts.hasCustomRoles();
    return loses
      ? [
          refused(
            "custom-roles-not-on-tier",
            change,
            `the tier ${change.tier} has no custom roles, and this organization has some`,
          ),
        ]
      : [];
  }
  if (change.kind !== "create-role" && change.kind !== "update-role") return [];
  if (rules === undefined)
    return [refused("custom-roles-not-on-tier", change, `the role model ${facts.model.key} has no custom roles`)];
  const { tier } = facts.organization;
  if (rules.tiers === undefined || tier === undefined || rules.tiers.has(tier)) return [];
  return [
    refused(
      "custom-roles-not-on-tier",
      change,
      `custom roles are not available on the tier ${tier}; they are on ${list([...rules.tiers])}`,
    ),
  ];
}

/** Seats are counted where somebody new would take one, and where the organization would shrink below its people. */
function seatLimitReached(facts: Facts, change: Change): Refusal[] {
  const { tier, settings } = facts.organization;
  if (change.kind === "update-organization") {
    const limit = seatLimit(facts.model, change.tier ?? tier, patched(settings, change.settings));
    const before = seatLimit(facts.model, tier, settings);
    const shrinks = limit !== undefined && (before === undefined || limit < before);
    if (!shrinks || facts.seatsTaken() <= limit) return [];
    return [
      refused("seat-limit-reached", change, `${facts.seatsTaken()} seats are taken and only ${limit} would be left`),
    ];
  }
  if (!needsSeat(facts, change)) return [];
  const limit = seatLimit(facts.model, tier, settings);
  if (limit === undefined || facts.seatsTaken() < limit) return [];
  return [refused("seat-limit-reached", change, `all ${limit} seats of the tier ${tier} are taken`)];
}

/**
 * Inviting stops at the limit (documents 000 and 001), also where an invitation takes no seat: whoever accepted it would
 * find none. To send one again invites nobody new.
 */
function needsSeat(facts: Facts, change: Change): boolean {
  const { pendingTakesSeat } = facts.model.invitations;
  switch (change.kind) {
    case "invite-member":
      return true;
    case "resend-invitation":
      return pendingTakesSeat && facts.member(emailKey(change.email))?.status === "expired";
    case "accept-invitation":
      return !pendingTakesSeat;
    default:
      return false;
  }
}

/** A tenant or project grant is for active members, where the model says so. */
function notAnOrganizationMember(facts: Facts, change: Change): Refusal[] {
  const { invitations } = facts.model;
  if (change.kind === "invite-member") {
    const scope = change.target?.place.scope;
    if (scope === undefined || invitations.direct.has(scope)) return [];
    return [
      refused("not-an-organization-member", change, `only members of the organization can be invited to a ${scope}`),
    ];
  }
  if (change.kind !== "grant-tenant-role" && change.kind !== "grant-project-role") return [];
  const member: Member | undefined = facts.member(emailKey(change.email));
  if (!invitations.grantsRequireMembership || member?.status === "active") return [];
  const state =
    member === undefined
      ? "is not a member of the organization"
      : `is ${member.status} and has not joined the organization yet`;
  return [refused("not-an-organization-member", change, `${change.email} ${state}`)];
}

function permissionNotOverridable(facts: Facts, change: Change): Refusal[] {
  if (change.kind !== "override-permissions") return [];
  const fixed = Object.keys(change.overrides).filter(
    (permission) => facts.model.permissions.has(permission) && !facts.model.overridable.has(permission),
  );
  if (fixed.length === 0) return [];
  const switchable = facts.model.overridable.size === 0 ? "none is" : `only ${list([...facts.model.overridable])} are`;
  return [
    refused("permission-not-overridable", change, `${list(fixed)} cannot be switched for one member; ${switchable}`),
  ];
}
