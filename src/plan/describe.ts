import type { PlannableChange } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import { emailKey } from "../membership/email.ts";
import type { Grant, Member } from "../membership/organization.ts";
import type { Place } from "../membership/scope.ts";
import type { Expectation } from "./plan.ts";

type Fields = Readonly<Record<string, unknown>> | null;

/** What a change alters: the fields as they are, as they will be, and what the live object must still be. */
export interface Description {
  readonly before: Fields;
  readonly after: Fields;
  readonly expects: Expectation;
}

/** Describes a change against the organization as it was read. */
export function describe(live: OrganizationDraft, change: PlannableChange): Description {
  switch (change.kind) {
    case "update-organization":
      return updateOf(fieldsOf(change, ["kind"]), {
        ...live.organization,
        settings: pick(live.organization.settings, change.settings),
      });
    case "transfer-ownership":
      return transfer(live, change.email, fieldsOf(change, ["kind", "email"]));
    case "create-role":
      return created(fieldsOf(change, ["kind", "role"]));
    case "update-role":
      return updateOf(fieldsOf(change, ["kind", "role"]), live.customRoles.get(change.role));
    case "delete-role":
      return deleted(live.customRoles.get(change.role), ({ scope, title, permissions }) => ({
        scope,
        title,
        permissions,
      }));
    case "invite-member":
      return created(fieldsOf(change, ["kind", "email"]));
    case "resend-invitation":
      return ofMember(live, change.email, () => ({ status: "expired" }), { status: "invited" });
    case "cancel-invitation":
    case "remove-member":
      return ofMember(live, change.email, roleOf, null);
    case "change-role":
      return ofMember(live, change.email, roleOf, { role: change.role });
    case "update-attributes":
      return ofMember(live, change.email, (member) => ({ attributes: pick(member?.attributes, change.attributes) }), {
        attributes: change.attributes,
      });
    case "override-permissions":
      return ofMember(live, change.email, (member) => ({ permissions: pick(member?.overrides, change.overrides) }), {
        permissions: change.overrides,
      });
    case "create-tenant":
      return created(fieldsOf(change, ["kind", "tenant"]));
    case "update-tenant":
      return updateOf(fieldsOf(change, ["kind", "tenant"]), live.tenants.get(change.tenant));
    case "delete-tenant":
      return deleted(live.tenants.get(change.tenant), titled);
    case "create-project":
      return created(fieldsOf(change, ["kind", "project"]));
    case "update-project":
      return updateOf(fieldsOf(change, ["kind", "project"]), live.projects.get(change.project));
    case "delete-project":
      return deleted(live.projects.get(change.project), titled);
    case "grant-tenant-role":
    case "grant-project-role":
      return created({ role: change.role });
    case "change-tenant-role":
    case "revoke-tenant-role":
      return describeGrant(live, { scope: "tenant", tenant: change.tenant }, change);
    case "change-project-role":
    case "revoke-project-role":
      return describeGrant(live, { scope: "project", project: change.project }, change);
  }
}

function created(after: Fields): Description {
  return { before: null, after, expects: { absent: true } };
}

function deleted<Live extends { readonly etag?: string }>(
  live: Live | undefined,
  fields: (live: Live) => Fields,
): Description {
  return { before: live === undefined ? null : fields(live), after: null, expects: versionOf(live) };
}

function ofMember(
  live: OrganizationDraft,
  email: string,
  before: (member: Member | undefined) => Fields,
  after: Fields,
): Description {
  const member = live.member(emailKey(email));
  return { before: before(member), after, expects: expectPerson(member) };
}

function roleOf(held: { readonly role: string } | undefined): Fields {
  return held === undefined ? null : { role: held.role };
}

function fieldsOf(change: PlannableChange, except: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).filter(([key]) => !except.includes(key)));
}

function updateOf(after: Record<string, unknown>, live: object | undefined): Description {
  const present: Readonly<Record<string, unknown>> & { readonly etag?: string } = { ...live };
  return { before: pick(present, after), after, expects: versionOf(present) };
}

function pick(
  present: Readonly<Record<string, unknown>> = {},
  patch: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return Object.fromEntries(Object.keys(patch).map((key) => [key, present[key] ?? null]));
}

function transfer(live: OrganizationDraft, email: string, after: Record<string, unknown>): Description {
  const member = live.member(emailKey(email));
  const { keystone } = live.model.ownership;
  const role = "role" in keystone ? { role: keystone.role } : {};
  return { before: roleOf(member), after: { ...role, ...after }, expects: expectPerson(member) };
}

function titled({ title }: { readonly title: string | undefined }): Fields {
  return { title: title ?? null };
}

function versionOf(object: { readonly etag?: string } | undefined): Expectation {
  return object?.etag === undefined ? {} : { etag: object.etag };
}

function expectPerson(member: Member | undefined): Expectation {
  if (member === undefined) return {};
  const invitation = member.invitation?.id;
  return { role: member.role, ...versionOf(member), ...(invitation === undefined ? {} : { invitation }) };
}

function describeGrant(
  live: OrganizationDraft,
  place: Place,
  change: { readonly email: string; readonly role?: string },
): Description {
  const grant: Grant | undefined = live.grant(place, emailKey(change.email));
  return {
    before: roleOf(grant),
    after: change.role === undefined ? null : { role: change.role },
    expects: grant ? { role: grant.role, ...versionOf(grant) } : {},
  };
}
