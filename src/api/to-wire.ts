import type { ChangeOf, PlannableChange } from "../membership/change.ts";
import type { Place } from "../membership/scope.ts";
import type { components } from "./generated/wire.ts";
import type { Precondition } from "./ports.ts";

type Schemas = components["schemas"];

/** What goes over the wire for one change; `path` is below the organization's. */
export interface WireWrite {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** From a change to the request that makes it. */
export function toWire(change: PlannableChange, precondition: Precondition): WireWrite {
  switch (change.kind) {
    case "update-organization":
      return { method: "PATCH", path: "", body: organizationPatch(change) };
    case "transfer-ownership":
      return { method: "POST", path: "/ownership-transfer", body: ownershipTransfer(change) };
    case "create-role":
      return { method: "POST", path: "/roles", body: newRole(change) };
    case "update-role":
      return { method: "PATCH", path: `/roles/${encode(change.role)}`, body: rolePatch(change) };
    case "delete-role":
      return { method: "DELETE", path: `/roles/${encode(change.role)}` };
    case "invite-member":
      return { method: "POST", path: "/invitations", body: newInvitation(change) };
    case "cancel-invitation":
      return { method: "DELETE", path: invitationPath(change.email, precondition) };
    case "resend-invitation":
      return { method: "POST", path: `${invitationPath(change.email, precondition)}/resend` };
    case "change-role":
      return memberPatch(change.email, { role: change.role });
    case "update-attributes":
      return memberPatch(change.email, { attributes: change.attributes });
    case "override-permissions":
      return memberPatch(change.email, { permissions: change.overrides });
    case "remove-member":
      return { method: "DELETE", path: memberPath(change.email) };
    case "create-tenant":
      return { method: "POST", path: "/tenants", body: newTenant(change) };
    case "update-tenant":
      return { method: "PATCH", path: `/tenants/${encode(change.tenant)}`, body: tenantPatch(change) };
    case "delete-tenant":
      return { method: "DELETE", path: `/tenants/${encode(change.tenant)}` };
    case "grant-tenant-role":
    case "change-tenant-role":
      return grant(`/tenants/${encode(change.tenant)}`, change);
    case "revoke-tenant-role":
      return { method: "DELETE", path: `/tenants/${encode(change.tenant)}${memberPath(change.email)}` };
    case "create-project":
      return { method: "POST", path: "/projects", body: newProject(change) };
    case "update-project":
      return { method: "PATCH", path: `/projects/${encode(change.project)}`, body: projectPatch(change) };
    case "delete-project":
      return { method: "DELETE", path: `/projects/${encode(change.project)}` };
    case "grant-project-role":
    case "change-project-role":
      return grant(`/projects/${encode(change.project)}`, change);
    case "revoke-project-role":
      return { method: "DELETE", path: `/projects/${encode(change.project)}${memberPath(change.email)}` };
  }
}

function encode(part: string): string {
  return encodeURIComponent(part);
}

function memberPath(email: string): string {
  return `/members/${encode(email)}`;
}

/** By its id, so that the invitation that was seen is meant and not a later one to the same address. */
function invitationPath(email: string, { invitation }: Precondition): string {
  return `/invitations/${encode(invitation ?? email)}`;
}

function memberPatch(email: string, body: Schemas["MemberPatch"]): WireWrite {
  return { method: "PATCH", path: memberPath(email), body };
}

function grant(place: string, { email, role }: { readonly email: string; readonly role: string }): WireWrite {
  const body: Schemas["GrantedRole"] = { role };
  return { method: "PUT", path: `${place}${memberPath(email)}`, body };
}

function organizationPatch({ title, tier, settings }: ChangeOf<"update-organization">): Schemas["OrganizationPatch"] {
  return { ...(title === undefined ? {} : { title }), ...(tier === undefined ? {} : { tier }), ...optional(settings) };
}

function optional(settings: Schemas["FieldPatch"] | undefined): { settings?: Schemas["FieldPatch"] } {
  return settings === undefined ? {} : { settings };
}

function ownershipTransfer(change: ChangeOf<"transfer-ownership">): Schemas["OwnershipTransfer"] {
  const { email, formerOwnerRole } = change;
  return { to: email, ...(formerOwnerRole === undefined ? {} : { formerOwnerRole }) };
}

function newRole({ role, scope, title, permissions }: ChangeOf<"create-role">): Schemas["NewRole"] {
  return { role, scope, ...titled(title), permissions: [...permissions] };
}

function rolePatch({ title, permissions }: ChangeOf<"update-role">): Schemas["RolePatch"] {
  return { ...titled(title), ...(permissions === undefined ? {} : { permissions: [...permissions] }) };
}

/** With a target, the role that is asked for is the one there; the model says with which the person joins. */
function newInvitation({ email, role, attributes, target }: ChangeOf<"invite-member">): Schemas["NewInvitation"] {
  const known = Object.keys(attributes).length === 0 ? {} : { attributes };
  if (target === undefined) return { email, role, ...known };
  return { email, role: target.role, ...known, target: invitationTarget(target.place) };
}

function invitationTarget(place: Place): Schemas["NewInvitationTarget"] {
  switch (place.scope) {
    case "organization":
      return { scope: "organization" };
    case "tenant":
      return { scope: "tenant", tenant: place.tenant };
    case "project":
      return { scope: "project", project: place.project };
  }
}

function newTenant({ tenant, title }: ChangeOf<"create-tenant">): Schemas["NewTenant"] {
  return { tenant, ...titled(title) };
}

function tenantPatch({ title }: ChangeOf<"update-tenant">): Schemas["TenantPatch"] {
  return { title };
}

function newProject({ project, tenant, title }: ChangeOf<"create-project">): Schemas["NewProject"] {
  return { project, ...(tenant === undefined ? {} : { tenant }), ...titled(title) };
}

function projectPatch({ tenant, title }: ChangeOf<"update-project">): Schemas["ProjectPatch"] {
  return { ...titled(title), ...(tenant === undefined ? {} : { tenant }) };
}

function titled(title: string | undefined): { title?: string } {
  return title === undefined ? {} : { title };
}
