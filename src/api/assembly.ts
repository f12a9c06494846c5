import { clipped } from "../diagnostics/clipped.ts";
import type { Collection } from "../membership/declaration.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { CustomRole, Grant, Member, Organization, Project, Tenant } from "../membership/organization.ts";
import { Collected } from "./collected.ts";
import {
  grantFromWire,
  invitationFromWire,
  memberFromWire,
  type OrganizationFields,
  organizationFromWire,
  type PlaceFields,
  projectFromWire,
  roleFromWire,
  tenantFromWire,
} from "./from-wire.ts";
import { LONGEST_REASON } from "./read-listing.ts";
import { textOf, WireFault, type WireObject } from "./wire-fields.ts";

/** One string for all who have a role, not one for each. */
function interning(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
}

type Grants = Collected<EmailKey, Grant>;

/**
 * Puts an organization together out of what the API lists, whatever the order. What contradicts itself is noted by
 * collection, and the first of two entries stays. Throws WireFault for what is no such object at all.
 */
export class Assembly {
  /** The first contradiction found in each collection. */
  readonly contradictions = new Map<Collection, string>();
  readonly #members = new Collected<EmailKey, Member>();
  readonly #roles = new Collected<string, CustomRole>();
  readonly #tenants = new Collected<string, PlaceFields>();
  readonly #projects = new Collected<string, PlaceFields>();
  readonly #tenantGrants = new Map<string, Grants>();
  readonly #projectGrants = new Map<string, Grants>();
  readonly #shared = interning();
  #organization: OrganizationFields | undefined;

  setOrganization(wire: WireObject): void {
    this.#organization = organizationFromWire(wire);
  }

  addMember(wire: WireObject): void {
    this.#addPerson(memberFromWire(wire, this.#shared));
  }

  addInvitation(wire: WireObject): void {
    this.#addPerson(invitationFromWire(wire, this.#shared));
  }

  addRole(wire: WireObject): void {
    const role = roleFromWire(wire);
    this.#add("roles", this.#roles, role.key, role);
  }

  addTenant(wire: WireObject): void {
    const tenant = tenantFromWire(wire);
    this.#add("tenants", this.#tenants, tenant.key, tenant);
  }

  addProject(wire: WireObject): void {
    const project = projectFromWire(wire);
    this.#add("projects", this.#projects, project.key, project);
  }

  addTenantMember(wire: WireObject): void {
    this.#addGrant(this.#tenantGrants, textOf(wire, "tenant"), wire);
  }

  addProjectMember(wire: WireObject): void {
    this.#addGrant(this.#projectGrants, textOf(wire, "project"), wire);
  }

  get tenants(): Iterable<string> {
    return this.#tenants.keys();
  }

  get projects(): Iterable<string> {
    return this.#projects.keys();
  }

  contradict(collection: Collection, reason: string): void {
    if (!this.contradictions.has(collection)) this.contradictions.set(collection, clipped(reason, LONGEST_REASON));
  }

  toOrganization(): Organization {
    if (this.#organization === undefined) throw new WireFault("the organization itself is missing");
    this.#checkPlaces("tenant", this.#tenantGrants, this.#tenants);
    this.#checkPlaces("project", this.#projectGrants, this.#projects);
    return {
      ...this.#organization,
      roles: this.#roles.toMap(),
      members: this.#members.toMap(),
      tenants: this.#tenantsWithGrants(),
      projects: this.#projectsWithGrants(),
    };
  }

  #addPerson(member: Member): void {
    this.#add("members", this.#members, emailKey(member.email), member);
  }

  #addGrant(places: Map<string, Grants>, place: string, wire: WireObject): void {
    const grant = grantFromWire(wire, this.#shared);
    let grants = places.get(place);
    if (grants === undefined) {
      grants = new Collected();
      places.set(place, grants);
    }
    this.#add("grants", grants, emailKey(grant.email), grant);
  }

  #add<Key extends string, Value>(collection: Collection, into: Collected<Key, Value>, key: Key, value: Value): void {
    if (!into.tryAdd(key, value)) this.contradict(collection, `${key} is listed twice`);
  }

  #checkPlaces(what: string, grants: ReadonlyMap<string, Grants>, places: Collected<string, PlaceFields>): void {
    for (const place of grants.keys()) {
      if (!places.has(place))
        this.contradict("grants", `there are grants at the ${what} ${place}, which is not listed`);
    }
  }

  #tenantsWithGrants(): ReadonlyMap<string, Tenant> {
    const tenants = new Map<string, Tenant>();
    for (const [key, { title, etag }] of this.#tenants.toMap()) {
      tenants.set(key, { key, title, etag, members: this.#tenantGrants.get(key)?.toMap() ?? new Map() });
    }
    return tenants;
  }

  #projectsWithGrants(): ReadonlyMap<string, Project> {
    const projects = new Map<string, Project>();
    for (const [key, { title, tenant, etag }] of this.#projects.toMap()) {
      projects.set(key, { key, title, tenant, etag, members: this.#projectGrants.get(key)?.toMap() ?? new Map() });
    }
    return projects;
  }
}
