import { emailKey } from "../../membership/email.ts";
import type { Member } from "../../membership/organization.ts";
import { formatPlace, type Place } from "../../membership/scope.ts";
import { type Attempt, roleFaults } from "../provider/attempt.ts";
import type { At } from "../provider/diagnostic.ts";
import type { Promised } from "../provider/foresee.ts";
import type { Look } from "../provider/look.ts";

/** A tenant or a project. */
export type Below = Exclude<Place, { scope: "organization" }>;

/** A role of somebody at a place, as it is wanted. */
export interface WantedGrant {
  readonly place: Below;
  readonly email: string;
  readonly role: string;
  /** Where it comes from: the person, their role and the place. */
  readonly at: { readonly email: At; readonly role: At; readonly place: At };
  /** True where it is to be created and must not be there yet. */
  readonly isNew: boolean;
}

/** What somebody has at a place: a role, or the promise of one once they have joined. */
export interface ObservedGrant {
  readonly role: string;
  readonly status: string;
}

/** `promised` is the role that a state holds for somebody whose grant waits until they have joined. */
export function observedGrant(
  { facts }: Look,
  place: Below,
  email: string,
  promised: string | null,
): ObservedGrant | undefined {
  const grants = facts.grantsAt(place);
  if (grants === undefined) return undefined;
  const grant = grants.get(emailKey(email));
  if (grant !== undefined) return { role: grant.role, status: "active" };
  const live = facts.member(emailKey(email));
  if (live === undefined || live.status === "active") return undefined;
  const role = promisedAt(live, place) ?? promised;
  return role === null ? undefined : { role, status: live.status };
}

/** The changes that give somebody this role here. Whoever is invited already gets it once they have joined. */
export function grantAttempts(look: Look, wanted: WantedGrant): Attempt[] {
  const { place, email, role, isNew } = wanted;
  const grant = look.facts.grantsAt(place)?.get(emailKey(email));
  if (grant !== undefined && !isNew) return grant.role === role ? [] : [placed(changeAt(place, email, role), wanted)];
  const live = look.facts.member(emailKey(email));
  const direct = look.facts.model.invitations.direct.get(place.scope);
  if (grant === undefined && live === undefined && direct !== undefined) return [invitation(wanted, direct)];
  if (grant === undefined && live !== undefined && live.status !== "active") return pendingAttempts(wanted, live);
  return [placed(grantAt(place, email, role), wanted)];
}

/** The role of somebody who has not joined yet. `prior` is the one that was promised before. */
export function grantPromises({ facts }: Look, wanted: WantedGrant, prior: string | undefined): Promised[] {
  const { place, email, role } = wanted;
  const live = facts.member(emailKey(email));
  if (live === undefined || live.status === "active" || promisedAt(live, place) !== undefined) return [];
  if (facts.grant(place, emailKey(email)) !== undefined) return [];
  const change = grantAt(place, email, role);
  return [{ ...placed(change, wanted), change, isKept: prior === role }];
}

function pendingAttempts(wanted: WantedGrant, live: Member): Attempt[] {
  const promised = promisedAt(live, wanted.place);
  if (promised === undefined) return [];
  const { at } = wanted;
  if (promised !== wanted.role) {
    const cancel: Attempt = { change: { kind: "cancel-invitation", email: live.email }, at: at.email, stage: 0 };
    return [cancel, { ...invitation(wanted, live.role), stage: 1 }];
  }
  if (live.status !== "expired") return [];
  return [{ change: { kind: "resend-invitation", email: live.email }, at: at.email, stage: 0 }];
}

/** Takes the role, or the invitation that promises it. */
export function revocation({ facts }: Look, place: Below, email: string, at: At): Attempt[] {
  const grant = facts.grantsAt(place)?.get(emailKey(email));
  if (grant !== undefined) return [{ change: revokeAt(place, grant.email), at, stage: 0 }];
  const live = facts.member(emailKey(email));
  if (live === undefined || promisedAt(live, place) === undefined) return [];
  return [{ change: { kind: "cancel-invitation", email: live.email }, at, stage: 0 }];
}

/** The role that an invitation promises at this place. */
export function promisedAt({ invitation: pending }: Member, place: Below): string | undefined {
  const target = pending?.target;
  return target !== undefined && formatPlace(target.place) === formatPlace(place) ? target.role : undefined;
}

function invitation(wanted: WantedGrant, joining: string): Attempt {
  const { place, email, role } = wanted;
  return placed({ kind: "invite-member", email, role: joining, attributes: {}, target: { place, role } }, wanted);
}

function placed(change: Attempt["change"], { at }: WantedGrant): Attempt {
  const atFor = { ...roleFaults(at.role), "unknown-tenant": at.place, "unknown-project": at.place };
  return { change, at: at.email, atFor, stage: 0 };
}

function grantAt(place: Below, email: string, role: string): Promised["change"] {
  return place.scope === "tenant"
    ? { kind: "grant-tenant-role", tenant: place.tenant, email, role }
    : { kind: "grant-project-role", project: place.project, email, role };
}

function changeAt(place: Below, email: string, role: string): Attempt["change"] {
  return place.scope === "tenant"
    ? { kind: "change-tenant-role", tenant: place.tenant, email, role }
    : { kind: "change-project-role", project: place.project, email, role };
}

function revokeAt(place: Below, email: string): Attempt["change"] {
  return place.scope === "tenant"
    ? { kind: "revoke-tenant-role", tenant: place.tenant, email }
    : { kind: "revoke-project-role", project: place.project, email };
}
