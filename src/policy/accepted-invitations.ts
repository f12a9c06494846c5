import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Grant, InvitationTarget, Member, Organization } from "../membership/organization.ts";
import { formatPlace } from "../membership/scope.ts";

/** An organization in which nobody is invited any more, and who was. */
export interface Accepted {
  readonly organization: Organization;
  readonly invited: ReadonlySet<EmailKey>;
}

/** Everybody who can accept an invitation has: they are active, with what it grants. Expired ones are gone. */
export function accepted(organization: Organization): Accepted {
  const members = new Map<EmailKey, Member>();
  const invited = new Set<EmailKey>();
  const promised = new Map<string, Grant[]>();
  for (const [key, member] of organization.members) {
    if (member.status === "expired") continue;
    const { invitation, ...rest } = member;
    members.set(key, { ...rest, status: "active" });
    if (member.status !== "invited") continue;
    invited.add(key);
    if (invitation?.target !== undefined) promise(promised, invitation.target, member.email);
  }
  if (invited.size === 0 && members.size === organization.members.size) return { organization, invited };
  const withPromised = <Place extends { readonly key: string; readonly members: ReadonlyMap<EmailKey, Grant> }>(
    places: ReadonlyMap<string, Place>,
    collection: string,
  ) => new Map([...places].map(([key, place]) => [key, withGrants(place, promised.get(`${collection}/${key}`))]));
  return {
    organization: {
      ...organization,
      members,
      tenants: withPromised(organization.tenants, "tenants"),
      projects: withPromised(organization.projects, "projects"),
    },
    invited,
  };
}

function promise(promised: Map<string, Grant[]>, { place, role }: InvitationTarget, email: string): void {
  const address = formatPlace(place);
  const grants = promised.get(address) ?? [];
  grants.push({ email, role });
  promised.set(address, grants);
}

function withGrants<Place extends { readonly members: ReadonlyMap<EmailKey, Grant> }>(
  place: Place,
  grants: readonly Grant[] = [],
): Place {
  if (grants.length === 0) return place;
  const members = new Map(place.members);
  for (const grant of grants) if (!members.has(emailKey(grant.email))) members.set(emailKey(grant.email), grant);
  return { ...place, members };
}
