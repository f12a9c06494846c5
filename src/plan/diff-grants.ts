import type { PlannableChange } from "../membership/change.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Grant } from "../membership/organization.ts";
import type { Place } from "../membership/scope.ts";
import type { DifferenceBuilder } from "./difference.ts";
import { addressOfGrant, takesUndeclaredGrant } from "./undeclared-grant.ts";

type GrantPlace = Exclude<Place, { scope: "organization" }>;

/** Roles in declared tenants and projects. A place that no file declares is reported as a whole and left alone. */
export function diffGrants(builder: DifferenceBuilder): void {
  const { desired, current } = builder;
  for (const { key, members } of desired.tenants.values()) {
    comparePlace(builder, { scope: "tenant", tenant: key }, members, current.tenants.get(key)?.members);
  }
  for (const { key, members } of desired.projects.values()) {
    comparePlace(builder, { scope: "project", project: key }, members, current.projects.get(key)?.members);
  }
}

function comparePlace(
  builder: DifferenceBuilder,
  place: GrantPlace,
  wanted: ReadonlyMap<EmailKey, Grant>,
  live: ReadonlyMap<EmailKey, Grant> = new Map(),
): void {
  for (const [email, grant] of wanted) {
    const present = live.get(email);
    if (present === undefined) give(builder, place, grant);
    else if (present.role !== grant.role) builder.want(changeGrant(place, grant), grant.source);
  }
  for (const [email, grant] of live) if (!wanted.has(email)) take(builder, place, grant);
}

/** Somebody who has not accepted yet waits: that is no error and no change. */
function give(builder: DifferenceBuilder, place: GrantPlace, grant: Grant): void {
  const { members } = builder.current;
  const status = members.get(emailKey(grant.email))?.status;
  const joins = builder.desired.members.has(emailKey(grant.email));
  const ready = status === "active" || !builder.model.invitations.grantsRequireMembership;
  if (ready || (status === undefined && !joins)) builder.want(giveGrant(place, grant), grant.source);
  else builder.wait(addressOfGrant(place, grant.email), grant.role);
}

function take(builder: DifferenceBuilder, place: GrantPlace, grant: Grant): void {
  if (builder.leaving.has(emailKey(grant.email))) return;
  if (takesUndeclaredGrant(builder, place, grant)) builder.wantRemoval("grants", takeGrant(place, grant));
}

function giveGrant(place: GrantPlace, { email, role }: Grant): PlannableChange {
  return place.scope === "tenant"
    ? { kind: "grant-tenant-role", tenant: place.tenant, email, role }
    : { kind: "grant-project-role", project: place.project, email, role };
}

function changeGrant(place: GrantPlace, { email, role }: Grant): PlannableChange {
  return place.scope === "tenant"
    ? { kind: "change-tenant-role", tenant: place.tenant, email, role }
    : { kind: "change-project-role", project: place.project, email, role };
}

function takeGrant(place: GrantPlace, { email }: Grant): PlannableChange {
  return place.scope === "tenant"
    ? { kind: "revoke-tenant-role", tenant: place.tenant, email }
    : { kind: "revoke-project-role", project: place.project, email };
}
