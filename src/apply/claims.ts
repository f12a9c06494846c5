import { addressOf, type PlannableChange } from "../membership/change.ts";
import type { Collection } from "../membership/declaration.ts";
import { emailKey } from "../membership/email.ts";
import type { Grant, Member, Organization } from "../membership/organization.ts";
import type { Place } from "../membership/scope.ts";
import type { PlannedChange } from "../plan/plan.ts";

/** Something that has to be seen in the live organization once a change is done. */
export interface Claim {
  /** The object; a claim that it is gone takes the place of all others about it. */
  readonly about: string;
  /** What of the object; a later claim takes the place of an earlier one. Empty for the object itself. */
  readonly facet: string;
  readonly collection: Collection | "organization";
  readonly holds: (organization: Organization) => boolean;
}

type Facets = Readonly<Record<string, (organization: Organization) => boolean>>;

/** Everything that a change that was carried out left to be seen. */
export function claimsOf({ change, after }: PlannedChange): readonly Claim[] {
  const about = emailKey(addressOf(change));
  const say = (collection: Claim["collection"], facets: Facets) =>
    Object.entries(facets).map(([facet, holds]): Claim => ({ about, facet, collection, holds }));
  switch (change.kind) {
    case "update-organization":
      return say("organization", organizationFacets(change));
    case "transfer-ownership":
      return say("members", { role: hasRole(change.email, textOf(after?.role)) });
    case "create-role":
    case "update-role":
      return say("roles", roleFacets(change));
    case "delete-role":
      return say("roles", { "": ({ roles }) => !roles.has(change.role) });
    case "invite-member":
      return say("members", { "": isThere(change.email), role: hasRole(change.email, change.role) });
    case "resend-invitation":
      return say("members", { status: onMember(change.email, ({ status }) => status !== "expired") });
    case "cancel-invitation":
    case "remove-member":
      return say("members", { "": ({ members }) => !members.has(emailKey(change.email)) });
    case "change-role":
      return say("members", { role: hasRole(change.email, change.role) });
    case "update-attributes":
      return say("members", {
        attributes: onMember(change.email, ({ attributes }) => isPatched(attributes, change.attributes)),
      });
    case "override-permissions":
      return say("members", {
        overrides: onMember(change.email, ({ overrides }) => isPatched(overrides, change.overrides)),
      });
    case "create-tenant":
    case "update-tenant":
      return say("tenants", tenantFacets(change));
    case "delete-tenant":
      return say("tenants", { "": ({ tenants }) => !tenants.has(change.tenant) });
    case "create-project":
    case "update-project":
      return say("projects", projectFacets(change));
    case "delete-project":
      return say("projects", { "": ({ projects }) => !projects.has(change.project) });
    case "grant-tenant-role":
    case "change-tenant-role":
      return say("grants", { "": grants({ scope: "tenant", tenant: change.tenant }, change.email, change.role) });
    case "revoke-tenant-role":
      return say("grants", { "": grants({ scope: "tenant", tenant: change.tenant }, change.email, undefined) });
    case "grant-project-role":
    case "change-project-role":
      return say("grants", { "": grants({ scope: "project", project: change.project }, change.email, change.role) });
    case "revoke-project-role":
      return say("grants", { "": grants({ scope: "project", project: change.project }, change.email, undefined) });
  }
}

type ChangeOf<Kind extends PlannableChange["kind"]> = Extract<PlannableChange, { readonly kind: Kind }>;

function organizationFacets({ title, tier, settings }: ChangeOf<"update-organization">): Facets {
  return {
    ...(title === undefined ? {} : { title: (live) => live.title === title }),
    ...(tier === undefined ? {} : { tier: (live) => live.tier === tier }),
    ...(settings === undefined ? {} : { settings: (live) => isPatched(live.settings, settings) }),
  };
}

function roleFacets({ role, title, permissions }: ChangeOf<"create-role" | "update-role">): Facets {
  return {
    exists: ({ roles }) => roles.has(role),
    ...titled(title, ({ roles }) => roles.get(role)),
    ...(permissions === undefined ? {} : { permissions: holdsExactly(role, permissions) }),
  };
}

function tenantFacets({ tenant, title }: ChangeOf<"create-tenant" | "update-tenant">): Facets {
  return { exists: ({ tenants }) => tenants.has(tenant), ...titled(title, ({ tenants }) => tenants.get(tenant)) };
}

function projectFacets({ project, title, tenant }: ChangeOf<"create-project" | "update-project">): Facets {
  return {
    exists: ({ projects }) => projects.has(project),
    ...titled(title, ({ projects }) => projects.get(project)),
    ...(tenant === undefined ? {} : { tenant: ({ projects }) => projects.get(project)?.tenant === tenant }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function titled(
  title: string | undefined,
  find: (organization: Organization) => { readonly title: string | undefined } | undefined,
): Facets {
  return title === undefined ? {} : { title: (organization) => find(organization)?.title === title };
}

function holdsExactly(role: string, permissions: readonly string[]): (organization: Organization) => boolean {
  const wanted = new Set(permissions);
  return ({ roles }) => {
    const live = roles.get(role)?.permissions;
    return live !== undefined && wanted.symmetricDifference(new Set(live)).size === 0;
  };
}

function onMember(email: string, holds: (member: Member) => boolean): (organization: Organization) => boolean {
  const key = emailKey(email);
  return ({ members }) => {
    const member = members.get(key);
    return member !== undefined && holds(member);
  };
}

function isThere(email: string): (organization: Organization) => boolean {
  return onMember(email, () => true);
}

/** Whoever the role is not known of is at least there. */
function hasRole(email: string, role: string | undefined): (organization: Organization) => boolean {
  return onMember(email, (member) => role === undefined || member.role === role);
}

function grants(
  place: Exclude<Place, { scope: "organization" }>,
  email: string,
  wanted: string | undefined,
): (organization: Organization) => boolean {
  const key = emailKey(email);
  return (live) => {
    const found: ReadonlyMap<string, Grant> | undefined =
      place.scope === "tenant" ? live.tenants.get(place.tenant)?.members : live.projects.get(place.project)?.members;
    return found?.get(key)?.role === wanted;
  };
}

/** True where every value of the patch is there, and what it takes away is not. */
function isPatched(live: Readonly<Record<string, unknown>>, patch: Readonly<Record<string, unknown>> = {}): boolean {
  return Object.entries(patch).every(([key, value]) => live[key] === (value ?? undefined));
}
