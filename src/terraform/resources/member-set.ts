import { type EmailKey, emailKey } from "../../membership/email.ts";
import { applyChange } from "../../membership/evolve.ts";
import type { Member } from "../../membership/organization.ts";
import { isKeystone } from "../../membership/standing.ts";
import type { Attempt } from "../provider/attempt.ts";
import type { Promised } from "../provider/foresee.ts";
import type { Look } from "../provider/look.ts";
import { tryFindOwner } from "./owner.ts";
import { departure, type Person, type PersonChange, personAttempts, personPromises } from "./person.ts";

/**
 * In which order the changes of a whole set run: there is an owner at every moment, and seats are freed before they
 * are needed. What lowers the one whose token it is comes last.
 */
const STAGES = { handover: 0, newOwners: 10, departures: 20, people: 30, own: 40 } as const;

type People = ReadonlyMap<EmailKey, Person>;

/** The changes that leave exactly the declared people in the organization. `prior` is what was managed before. */
export function memberSetAttempts(look: Look, desired: People, prior: People | undefined): Attempt[] {
  const handover = handoverOf(look, desired);
  const after = handover === undefined ? look : afterwards(look, handover);
  const departures = undeclaredMembers(
    look,
    [...desired.values()].map(({ email }) => email),
    prior,
  ).flatMap(({ email }) => departure(after, email, ["members"], isOwn(look, email) ? STAGES.own : STAGES.departures));
  const people = [...desired.values()].flatMap((person) => personAttempts(after, changeOf(after, person, prior)));
  return [...(handover === undefined ? [] : [handover]), ...departures, ...people];
}

/** Permissions of those who have not joined yet. */
export function memberSetPromises(look: Look, desired: People, prior: People | undefined): Promised[] {
  return [...desired.values()].flatMap((person) => personPromises(look, changeOf(look, person, prior)));
}

function changeOf(look: Look, person: Person, prior: People | undefined): PersonChange {
  const { email } = person;
  const at = {
    email: ["members", email],
    role: ["members", email],
    attributes: ["attributes", email],
    permissions: ["permissions", email],
  } as const;
  const managed = prior?.get(emailKey(email)) ?? { ...person, role: null, attributes: null, permissions: null };
  return { desired: person, prior: managed, at, stage: stageOf(look, person) };
}

/** Members whom nobody declares. Where the listing cannot be trusted, only those who were managed before. */
export function undeclaredMembers(look: Look, declared: readonly string[], prior?: People): Member[] {
  const kept = new Set(declared.map(emailKey));
  const trusted = look.completeness.members.state === "complete";
  return [...look.facts.members]
    .filter(([key, live]) => !kept.has(key) && !isInvitedBelow(live) && (trusted || prior?.has(key) === true))
    .map(([, live]) => live);
}

/** Somebody who is invited to a project or a tenant, and not to the organization itself. */
export function isInvitedBelow({ status, invitation }: Member): boolean {
  return status !== "active" && invitation?.target !== undefined;
}

/** Everybody who is declared, but nobody whom the organization or this token cannot be without. */
export function memberSetRemoval(look: Look, declared: readonly string[]): Attempt[] {
  return declared
    .filter((email) => !isIndispensable(look, email))
    .flatMap((email) => departure(look, email, [], STAGES.departures));
}

export function stayingRemarks(look: Look, declared: readonly string[]): string[] {
  const staying = declared.filter((email) => isIndispensable(look, email));
  return staying.length === 0 ? [] : [`Owners and the one whose token it is stay members: ${staying.join(", ")}.`];
}

function isIndispensable(look: Look, email: string): boolean {
  return isOwn(look, email) || holdsKeystone(look, look.facts.member(emailKey(email)));
}

function isOwn({ actor }: Look, email: string): boolean {
  return emailKey(actor.email) === emailKey(email);
}

function holdsKeystone({ facts }: Look, member: Member | undefined): boolean {
  const role = member?.status === "active" ? facts.role("organization", member.role) : undefined;
  return role !== undefined && isKeystone(facts, role);
}

/** Where there is exactly one owner and another one is declared, ownership moves in one step. */
function handoverOf({ facts }: Look, desired: People): Attempt | undefined {
  const { keystone, count, handover } = facts.model.ownership;
  if (count !== "exactly-one" || handover !== "transfer" || !("role" in keystone)) return undefined;
  const holder = tryFindOwner(facts, null);
  const next = [...desired.values()].find(({ role }) => role === keystone.role);
  if (next === undefined || holder === undefined || emailKey(next.email) === emailKey(holder.email)) return undefined;
  const left = desired.get(emailKey(holder.email))?.role;
  const former = left === undefined || left === null || left === keystone.role ? {} : { formerOwnerRole: left };
  const change = { kind: "transfer-ownership" as const, email: next.email, ...former };
  return { change, at: ["members", next.email], stage: STAGES.handover };
}

function afterwards(look: Look, { change }: Attempt): Look {
  const facts = look.facts.copy();
  applyChange(facts, change);
  return { ...look, facts };
}

function stageOf(look: Look, { email, role }: Person): number {
  const next = role === null ? undefined : look.facts.role("organization", role);
  const live = look.facts.member(emailKey(email));
  if (live?.status === "active" && next !== undefined && isKeystone(look.facts, next) && !holdsKeystone(look, live))
    return STAGES.newOwners;
  return isOwn(look, email) ? STAGES.own : STAGES.people;
}
