import type { Member } from "./organization.ts";
import { formatPlace, type Place } from "./scope.ts";

/** True where this person's invitation leads to a role at this place as well. */
export function promises({ invitation }: Member, place: Place): boolean {
  return invitation?.target !== undefined && formatPlace(invitation.target.place) === formatPlace(place);
}

/** The same invitation into the organization alone. */
export function withoutPromise(member: Member): Member {
  if (member.invitation === undefined) return member;
  const { target: _, ...invitation } = member.invitation;
  return { ...member, invitation };
}
