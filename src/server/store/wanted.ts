import type { Change } from "../../membership/change.ts";
import { type EmailKey, emailKey } from "../../membership/email.ts";
import { patched } from "../../membership/patch.ts";
import type { Place, Scope } from "../../membership/scope.ts";
import { seatLimit } from "../../membership/seats.ts";
import type { Actor } from "../../membership/standing.ts";
import type { OrganizationState } from "./organization-state.ts";

/** What the rules may ask about one change, so that it can be read beforehand with a few queries. */
export interface Wanted {
  readonly emails: readonly EmailKey[];
  readonly tenants: readonly string[];
  readonly projects: readonly string[];
  /** The places, too, to which invitations of these people lead. */
  readonly promised: boolean;
  /** How many seats are taken. */
  readonly seats: boolean;
  /** How many active members hold the keystone. */
  readonly keystone: boolean;
  /** How many hold each of these roles. */
  readonly holders: readonly { readonly scope: Scope; readonly role: string }[];
  /** Whether this person holds this tenant or project role anywhere. */
  readonly grantedRole: { readonly email: EmailKey; readonly role: string } | undefined;
}

/** Nothing but these people at these places. */
export function wantedOf(emails: readonly EmailKey[], places: readonly Place[] = []): Wanted {
  return {
    emails,
    tenants: places.flatMap((place) => (place.scope === "tenant" ? [place.tenant] : [])),
    projects: places.flatMap((place) => (place.scope === "project" ? [place.project] : [])),
    promised: false,
    seats: false,
    keystone: false,
    holders: [],
    grantedRole: undefined,
  };
}

/** All that judging this change by this actor can ask for. */
export function wantedBy(state: OrganizationState, actor: Actor, change: Change): Wanted {
  const own = emailKey(actor.email);
  const emails = "email" in change ? [own, emailKey(change.email)] : [own];
  return {
    emails: [...new Set(emails)],
    tenants: tenantsIn(change),
    projects: projectsIn(change),
    promised: change.kind === "resend-invitation",
    seats: countsSeats(state, change),
    keystone: change.kind === "change-role" || change.kind === "remove-member" || change.kind === "update-role",
    holders: rolesToCount(state, change),
    grantedRole: change.kind === "update-role" ? { email: own, role: change.role } : undefined,
  };
}

function tenantsIn(change: Change): string[] {
  const target = change.kind === "invite-member" ? change.target?.place : undefined;
  if (target?.scope === "tenant") return [target.tenant];
  return "tenant" in change && change.tenant !== undefined ? [change.tenant] : [];
}

function projectsIn(change: Change): string[] {
  const target = change.kind === "invite-member" ? change.target?.place : undefined;
  if (target?.scope === "project") return [target.project];
  return "project" in change ? [change.project] : [];
}

/** Counting is for tiers with a limit, and for changes that take a seat or move the limit. */
function countsSeats(state: OrganizationState, change: Change): boolean {
  switch (change.kind) {
    case "invite-member":
    case "resend-invitation":
    case "accept-invitation":
      return seatLimit(state.model, state.tier, state.settings) !== undefined;
    case "update-organization":
      return seatLimit(state.model, change.tier ?? state.tier, patched(state.settings, change.settings)) !== undefined;
    default:
      return false;
  }
}

/** Roles that the next tier lacks, and the role that is to be deleted. */
function rolesToCount(state: OrganizationState, change: Change): Wanted["holders"] {
  if (change.kind === "delete-role") {
    const role = state.customRoles.get(change.role);
    return role === undefined ? [] : [{ scope: role.scope, role: role.key }];
  }
  if (change.kind !== "update-organization" || change.tier === undefined) return [];
  const lost: { scope: Scope; role: string }[] = [];
  for (const [scope, roles] of state.model.roles) {
    for (const role of roles.values()) {
      if (role.tiers?.has(change.tier) === false) lost.push({ scope, role: role.key });
    }
  }
  return lost;
}
