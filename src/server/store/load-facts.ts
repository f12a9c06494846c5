import { type EmailKey, emailKey } from "../../membership/email.ts";
import type { Facts } from "../../membership/facts.ts";
import type { Grant, Member } from "../../membership/organization.ts";
import type { Place, Scope } from "../../membership/scope.ts";
import { isKeystone } from "../../membership/standing.ts";
import { countActive, countHolders, countSeats } from "./counts.ts";
import { type OrganizationState, organizationRoles, tryFindRole } from "./organization-state.ts";
import { grantKey, NOTHING_READ, PrefetchedFacts } from "./prefetched-facts.ts";
import { grantOf, memberOf } from "./rows.ts";
import type { Db } from "./tables.ts";
import type { Wanted } from "./wanted.ts";

/** Reads what is wanted, as of `now` (ISO 8601), with a query or two for each kind. */
export async function loadFacts(db: Db, state: OrganizationState, wanted: Wanted, now: string): Promise<Facts> {
  const members = await loadMembers(db, state, wanted.emails, now);
  const promised = wanted.promised ? promisedPlaces(members) : [];
  const projects = await loadProjects(db, state, [...wanted.projects, ...promised.flatMap(projectOf)]);
  const tenants = await loadTenants(db, state, [
    ...wanted.tenants,
    ...promised.flatMap(tenantOf),
    ...tenantsOf(projects),
  ]);
  const places = [
    ...[...tenants.keys()].map((tenant): Place => ({ scope: "tenant", tenant })),
    ...[...projects.keys()].map((project): Place => ({ scope: "project", project })),
  ];
  return new PrefetchedFacts(state, {
    projects,
    tenants,
    members,
    grants: await loadGrants(db, state, wanted.emails, places),
    seats: wanted.seats ? await countSeats(db, state, now) : undefined,
    active: wanted.keystone ? await countActive(db, state, keystoneRoles(state)) : new Map(),
    holders: await countHolders(db, state, wanted.holders),
    grantedRole: wanted.grantedRole && { scope: await loadGrantedScope(db, state, wanted.grantedRole) },
  });
}

function promisedPlaces(members: ReadonlyMap<EmailKey, Member | undefined>): Place[] {
  return [...members.values()].flatMap((member) => member?.invitation?.target?.place ?? []);
}

function projectOf(place: Place): string[] {
  return place.scope === "project" ? [place.project] : [];
}

function tenantOf(place: Place): string[] {
  return place.scope === "tenant" ? [place.tenant] : [];
}

function tenantsOf(projects: ReadonlyMap<string, string | null | undefined>): string[] {
  return [...projects.values()].filter((tenant) => typeof tenant === "string");
}

function keystoneRoles(state: OrganizationState): string[] {
  const facts = new PrefetchedFacts(state, NOTHING_READ);
  return [...organizationRoles(state)].filter((key) => {
    const role = tryFindRole(state, "organization", key);
    return role !== undefined && isKeystone(facts, role);
  });
}

async function loadMembers(
  db: Db,
  { id }: OrganizationState,
  emails: readonly EmailKey[],
  now: string,
): Promise<Map<EmailKey, Member | undefined>> {
  const rows = await db
    .selectFrom("members")
    .selectAll()
    .where("organization", "=", id)
    .where("email_key", "in", emails)
    .execute();
  const members = new Map<EmailKey, Member | undefined>(emails.map((email) => [email, undefined]));
  for (const row of rows) members.set(emailKey(row.email), memberOf(row, now));
  return members;
}

async function loadProjects(
  db: Db,
  { id }: OrganizationState,
  keys: readonly string[],
): Promise<Map<string, string | null | undefined>> {
  const projects = new Map<string, string | null | undefined>(keys.map((key) => [key, undefined]));
  if (keys.length === 0) return projects;
  const query = db.selectFrom("projects").select(["key", "tenant"]).where("organization", "=", id);
  for (const row of await query.where("key", "in", keys).execute()) projects.set(row.key, row.tenant);
  return projects;
}

async function loadTenants(db: Db, { id }: OrganizationState, keys: readonly string[]): Promise<Map<string, boolean>> {
  const tenants = new Map(keys.map((key) => [key, false]));
  if (keys.length === 0) return tenants;
  const query = db.selectFrom("tenants").select("key").where("organization", "=", id);
  for (const row of await query.where("key", "in", [...tenants.keys()]).execute()) tenants.set(row.key, true);
  return tenants;
}

async function loadGrants(
  db: Db,
  { id }: OrganizationState,
  emails: readonly EmailKey[],
  places: readonly Place[],
): Promise<Map<string, Grant | undefined>> {
  const grants = new Map<string, Grant | undefined>();
  for (const email of emails) for (const place of places) grants.set(grantKey(place, email), undefined);
  if (grants.size === 0) return grants;
  const tenants = places.flatMap(tenantOf);
  const projects = places.flatMap(projectOf);
  const rows = await db
    .selectFrom("grants")
    .selectAll()
    .where("organization", "=", id)
    .where("email_key", "in", emails)
    .where("place", "in", [...new Set([...tenants, ...projects])])
    .execute();
  for (const row of rows) {
    const key = grantKey(placeOfGrant(row), emailKey(row.email));
    if (grants.has(key)) grants.set(key, grantOf(row));
  }
  return grants;
}

function placeOfGrant({ scope, place }: { readonly scope: "tenant" | "project"; readonly place: string }): Place {
  return scope === "tenant" ? { scope, tenant: place } : { scope, project: place };
}

async function loadGrantedScope(
  db: Db,
  { id }: OrganizationState,
  { email, role }: { readonly email: EmailKey; readonly role: string },
): Promise<Scope | undefined> {
  const row = await db
    .selectFrom("grants")
    .select("scope")
    .where("organization", "=", id)
    .where("email_key", "=", email)
    .where("role", "=", role)
    .limit(1)
    .executeTakeFirst();
  return row?.scope;
}
