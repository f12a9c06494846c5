import type { Capabilities } from "../membership/capabilities.ts";
import type { Collection } from "../membership/declaration.ts";
import type { Completeness, Reading } from "../membership/reading.ts";
import { ApiError } from "./api-error.ts";
import { Assembly } from "./assembly.ts";
import { mapBounded } from "./map-bounded.ts";
import { readJson } from "./read-body.ts";
import { checked, type Listing, type ListingResult, readListing } from "./read-listing.ts";
import type { Transport } from "./transport.ts";
import { objectOf, type WireObject } from "./wire-fields.ts";

export interface ListingsOptions {
  readonly organization: string;
  /** Path of the organization. */
  readonly path: string;
  readonly capabilities: Capabilities;
  readonly pageSize: number;
}

/** How often a listing that contradicts itself is read again. */
export const REREADS = 3;

/** Requests under way at once while one place after the other is asked for its members. */
const PLACES_AT_ONCE = 8;

/** Listings that have to be of one version together. */
interface Group {
  readonly collection: Collection;
  readonly listings: readonly { readonly listing: Listing; readonly add: (item: WireObject) => void }[];
}

/** Reads an organization listing by listing, for systems without snapshots. */
export async function readListings(transport: Transport, options: ListingsOptions): Promise<Reading> {
  const assembly = new Assembly();
  const completeness: Record<Collection, Completeness> = {
    members: COMPLETE,
    roles: COMPLETE,
    tenants: COMPLETE,
    projects: COMPLETE,
    grants: COMPLETE,
  };
  const read = async (group: Group) => {
    const result = await readGroup(transport, group, options);
    if (result.state !== "complete" && completeness[group.collection].state === "complete")
      completeness[group.collection] = result;
  };
  const version = await readOrganization(transport, options, assembly);
  await Promise.all([
    read(peopleOf(options, assembly)),
    ...(options.capabilities.customRoles ? [read(rolesOf(options, assembly))] : []),
    read(placesOf("tenants", options, (item) => assembly.addTenant(item))),
    read(placesOf("projects", options, (item) => assembly.addProject(item))),
  ]);
  await mapBounded(grantsOf(options, assembly), PLACES_AT_ONCE, read);
  const organization = assembly.toOrganization();
  for (const [collection, reason] of assembly.contradictions) {
    if (completeness[collection].state === "complete") completeness[collection] = { state: "truncated", reason };
  }
  return { organization, version, completeness };
}

const COMPLETE: Completeness = { state: "complete" };

async function readOrganization(transport: Transport, options: ListingsOptions, assembly: Assembly): Promise<number> {
  const what = `read the organization ${options.organization}`;
  return await transport.exchange({ method: "GET", path: options.path, what }, async (answer) => {
    const body = await readJson(answer);
    return checked(answer, () => {
      const organization = objectOf(body, "the organization");
      assembly.setOrganization(organization);
      return typeof organization.version === "number" ? organization.version : 0;
    });
  });
}

/** Reads a group until it is consistent, and hands its entries on. */
async function readGroup(transport: Transport, group: Group, options: ListingsOptions): Promise<Completeness> {
  try {
    const { results, contradiction } = await readConsistently(transport, group, options);
    for (const [index, { listing, add }] of group.listings.entries()) {
      for (const item of results[index]?.items ?? []) addChecked(transport, listing, () => add(item));
    }
    return contradiction === undefined ? COMPLETE : { state: "truncated", reason: contradiction };
  } catch (error) {
    if (error instanceof ApiError && isRefusal(error)) return { state: "unreadable", reason: error.message };
    throw error;
  }
}

async function readConsistently(
  transport: Transport,
  { listings }: Group,
  options: ListingsOptions,
): Promise<{ results: readonly ListingResult[]; contradiction: string | undefined }> {
  for (let rereads = 0; ; rereads += 1) {
    const results = await Promise.all(listings.map(({ listing }) => readListing(transport, listing, options)));
    const contradiction = contradictionOf(results);
    if (contradiction === undefined || rereads === REREADS) return { results, contradiction };
  }
}

function addChecked(transport: Transport, { what }: Listing, add: () => void): void {
  checked({ status: 200, attempted: { target: transport.target, what, requestId: "" } }, add);
}

/** Somebody who accepts an invitation moves from one listing to another: read at two versions, they are in neither. */
function contradictionOf(results: readonly ListingResult[]): string | undefined {
  const own = results.find(({ contradiction }) => contradiction !== undefined)?.contradiction;
  if (own !== undefined) return own;
  const versions = new Set(results.map(({ version }) => version));
  return versions.size > 1 ? `the listings are of different versions: ${[...versions].join(", ")}` : undefined;
}

/** The API does not let this listing be read, or has no such listing; the others may well be read. */
function isRefusal({ status, code }: ApiError): boolean {
  if (code === "unknown-organization") return false;
  return status === 403 || status === 404 || status === 405 || status === 501;
}

function peopleOf({ organization, path, capabilities }: ListingsOptions, assembly: Assembly): Group {
  const members = {
    listing: { path: `${path}/members`, key: "email", what: `read the members of ${organization}` },
    add: (item: WireObject) => assembly.addMember(item),
  };
  const invitations = {
    listing: { path: `${path}/invitations`, key: "email", what: `read the invitations of ${organization}` },
    add: (item: WireObject) => assembly.addInvitation(item),
  };
  return {
    collection: "members",
    listings: capabilities.invitations === "none" ? [members] : [members, invitations],
  };
}

function rolesOf({ organization, path }: ListingsOptions, assembly: Assembly): Group {
  const listing = { path: `${path}/roles`, key: "role", what: `read the roles of ${organization}` };
  return { collection: "roles", listings: [{ listing, add: (item) => assembly.addRole(item) }] };
}

function placesOf(
  collection: "tenants" | "projects",
  { organization, path }: ListingsOptions,
  add: (item: WireObject) => void,
): Group {
  const key = collection === "tenants" ? "tenant" : "project";
  const listing = { path: `${path}/${collection}`, key, what: `read the ${collection} of ${organization}` };
  return { collection, listings: [{ listing, add }] };
}

function grantsOf({ path }: ListingsOptions, assembly: Assembly): Group[] {
  const group = (place: string, add: (item: WireObject) => void): Group => {
    const listing = { path: `${path}/${place}/members`, key: "email", what: `read the members of ${place}` };
    return { collection: "grants", listings: [{ listing, add }] };
  };
  return [
    ...[...assembly.tenants].map((key) =>
      group(`tenants/${encodeURIComponent(key)}`, (item) => assembly.addTenantMember({ ...item, tenant: key })),
    ),
    ...[...assembly.projects].map((key) =>
      group(`projects/${encodeURIComponent(key)}`, (item) => assembly.addProjectMember({ ...item, project: key })),
    ),
  ];
}
