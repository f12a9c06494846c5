import type { CustomRole, Grant, Invitation, InvitationTarget, Member } from "../membership/organization.ts";
import { SCOPES, type Scope } from "../membership/scope.ts";
import { parseEtag } from "./etag.ts";
import type { Identity } from "./ports.ts";
import {
  fieldValuesOf,
  listOf,
  objectOf,
  optionalTextOf,
  overridesOf,
  textOf,
  textsOf,
  WireFault,
  type WireObject,
} from "./wire-fields.ts";

/*
 * From what the API says to the model. The same functions read a snapshot's lines and a listing's items. Checks are
 * written out because a hundred thousand members go through them. All throw WireFault.
 */

/** The organization's own fields. */
export interface OrganizationFields {
  readonly key: string;
  readonly title: string | undefined;
  readonly tier: string | undefined;
  readonly settings: Member["attributes"];
  readonly etag: string;
}

/** A tenant or a project without its grants. */
export interface PlaceFields {
  readonly key: string;
  readonly title: string | undefined;
  readonly tenant: string | undefined;
  readonly etag: string;
}

export function organizationFromWire(wire: WireObject): OrganizationFields {
  return {
    key: textOf(wire, "organization"),
    title: optionalTextOf(wire, "title"),
    tier: optionalTextOf(wire, "tier"),
    settings: fieldValuesOf(wire, "settings"),
    etag: parseEtag(textOf(wire, "etag")),
  };
}

/** `share` gives one string for equal ones. */
export function memberFromWire(wire: WireObject, share: (text: string) => string): Member {
  return {
    email: textOf(wire, "email"),
    role: share(textOf(wire, "role")),
    status: "active",
    attributes: fieldValuesOf(wire, "attributes"),
    overrides: overridesOf(wire, "permissions"),
    etag: parseEtag(textOf(wire, "etag")),
  };
}

export function invitationFromWire(wire: WireObject, share: (text: string) => string): Member {
  const status = textOf(wire, "status");
  if (status !== "pending" && status !== "expired") throw new WireFault(`an invitation has the status ${status}`);
  const expiresAt = optionalTextOf(wire, "expiresAt");
  const target = wire.target === undefined ? undefined : targetFromWire(objectOf(wire.target, "the target"));
  const invitation: Invitation = {
    id: textOf(wire, "id"),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(target === undefined ? {} : { target }),
  };
  return {
    email: textOf(wire, "email"),
    role: share(textOf(wire, "role")),
    status: status === "pending" ? "invited" : "expired",
    attributes: fieldValuesOf(wire, "attributes"),
    overrides: overridesOf(wire, "permissions"),
    etag: parseEtag(textOf(wire, "etag")),
    invitation,
  };
}

/** The organization as a target is the same as none. */
function targetFromWire(wire: WireObject): InvitationTarget | undefined {
  const scope = scopeOf(wire);
  const role = textOf(wire, "role");
  if (scope === "organization") return undefined;
  if (scope === "tenant") return { place: { scope, tenant: textOf(wire, "tenant") }, role };
  return { place: { scope, project: textOf(wire, "project") }, role };
}

export function roleFromWire(wire: WireObject): CustomRole {
  return {
    key: textOf(wire, "role"),
    scope: scopeOf(wire),
    title: optionalTextOf(wire, "title"),
    permissions: textsOf(wire, "permissions"),
    etag: parseEtag(textOf(wire, "etag")),
  };
}

export function tenantFromWire(wire: WireObject): PlaceFields {
  return placeFromWire(wire, "tenant", undefined);
}

export function projectFromWire(wire: WireObject): PlaceFields {
  return placeFromWire(wire, "project", optionalTextOf(wire, "tenant"));
}

function placeFromWire(wire: WireObject, field: "tenant" | "project", tenant: string | undefined): PlaceFields {
  const etag = parseEtag(textOf(wire, "etag"));
  return { key: textOf(wire, field), title: optionalTextOf(wire, "title"), tenant, etag };
}

export function grantFromWire(wire: WireObject, share: (text: string) => string): Grant {
  return { email: textOf(wire, "email"), role: share(textOf(wire, "role")), etag: parseEtag(textOf(wire, "etag")) };
}

/** One organization of which somebody is an active member. */
export interface WireMembership {
  readonly organization: string;
  readonly role: string;
  readonly ceiling: string | undefined;
}

export function membershipsFromWire(wire: WireObject): readonly WireMembership[] {
  return listOf(wire, "memberships").map((entry) => {
    const membership = objectOf(entry, "a membership");
    return {
      organization: textOf(membership, "organization"),
      role: textOf(membership, "role"),
      ceiling: optionalTextOf(membership, "ceiling"),
    };
  });
}

/** Who the token is in one of the organizations that it is a member of. */
export function identityFromWire(wire: WireObject, organization: string): Identity {
  const own = membershipsFromWire(wire).find((membership) => membership.organization === organization);
  return { email: textOf(wire, "email"), role: own?.role, ceiling: own?.ceiling };
}

function scopeOf(wire: WireObject): Scope {
  const scope = textOf(wire, "scope");
  const known = SCOPES.find((other) => other === scope);
  if (known === undefined) throw new WireFault(`there is no scope ${JSON.stringify(scope)}`);
  return known;
}
