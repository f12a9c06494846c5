import type { EmailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import type { Member } from "./organization.ts";
import { formatPlace, type Place } from "./scope.ts";

/** True where this person's invitation leads to a role at this place as well. */
export function promises(member: Member, place: Place): boolean {
  return promisedRole(member, place) !== undefined;
}

/** The role at a tenant or a project that somebody has, or will have once their invitation is accepted. */
export function heldOrPromisedRole(facts: Facts, email: EmailKey, place: Place): string | undefined {
  const member = facts.member(email);
  return facts.grant(place, email)?.role ?? (member && promisedRole(member, place));
}

function promisedRole({ invitation }: Member, place: Place): string | undefined {
  const target = invitation?.target;
  return target !== undefined && formatPlace(target.place) === formatPlace(place) ? target.role : undefined;
}

/** The same invitation into the organization alone. */
export function withoutPromise(member: Member): Member {
  if (member.invitation === undefined) return member;
  const { target: _, ...invitation } = member.invitation;
  return { ...member, invitation };
}
