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

const CREATED: Expectation = { absent: true };

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
      return { before: null, after: fieldsOf(change, ["kind", "role"]), expects: CREATED };
    case "update-role":
      return updateOf(fieldsOf(change, ["kind", "role"]), live.customRoles.get(change.role));
    case "delete-role": {
      const role = live.customRoles.get(change.role);
      return {
        before: role ? { scope: role.scope, title: role.title, permissions: role.permissions } : null,
        after: null,
        expects: versionOf(role),
      };
    }
    case "invite-member":
      return { before: null, after: fieldsOf(change, ["kind", "email"]), expects: CREATED };
    case "resend-invitation":
      return {
        before: { status: "expired" },
        after: { status: "invited" },
        expects: expectPerson(live.member(emailKey(change.email))),
      };
    case "cancel-invitation":
    case "remove-member": {
      const member = live.member(emailKey(change.email));
      return { before: member ? { role: member.role } : null, after: null, expects: expectPerson(member) };
    }
    case "change-role": {
      const member = live.member(emailKey(change.email));
      return {
        before: member ? { role: member.role } : null,
        after: { role: change.role },
        expects: expectPerson(member),
      };
    }
    case "update-attributes": {
      const member = live.member(emailKey(change.email));
      return {
        before: { attributes: pick(member?.attributes, change.attributes) },
        after: { attributes: change.attributes },
        expects: expectPerson(member),
      };
    }
    case "override-permissions": {
      const member = live.member(emailKey(change.email));
      return {
        before: { permissions: pick(member?.overrides, change.overrides) },
        after: { permissions: change.overrides },
        expects: expectPerson(member),
      };
    }
    case "create-tenant":
      return { before: null, after: fieldsOf(change, ["kind", "tenant"]), expects: CREATED };
    case "update-tenant":
      return updateOf(fieldsOf(change, ["kind", "tenant"]), live.tenants.get(change.tenant));
    case "delete-tenant":
      return {
        before: titled(live.tenants.get(change.tenant)),
        after: null,
        expects: versionOf(live.tenants.get(change.tenant)),
      };
    case "create-project":
      return { before: null, after: fieldsOf(change, ["kind", "project"]), expects: CREATED };
    case "update-project":
      return updateOf(fieldsOf(change, ["kind", "project"]), live.projects.get(change.project));
    case "delete-project":
      return {
        before: titled(live.projects.get(change.project)),
        after: null,
        expects: versionOf(live.projects.get(change.project)),
      };
    case "grant-tenant-role":
    case "grant-project-role":
      return { before: null, after: { role: change.role }, expects: CREATED };
    case "change-tenant-role":
    case "revoke-tenant-role":
      return describeGrant(live, { scope: "tenant", tenant: change.tenant }, change);
    case "change-project-role":
    case "revoke-project-role":
      return describeGrant(live, { scope: "project", project: change.project }, change);
  }
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
  return { before: member ? { role: member.role } : null, after: { ...role, ...after }, expects: expectPerson(member) };
}

function titled(place: { readonly title: string | undefined } | undefined): Fields {
  return place === undefined ? null : { title: place.title ?? null };
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
    before: grant ? { role: grant.role } : null,
    after: change.role === undefined ? null : { role: change.role },
    expects: grant ? { role: grant.role, ...versionOf(grant) } : {},
  };
}
