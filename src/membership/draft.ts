import { customRole } from "./custom-role.ts";
import { type EmailKey, emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import { GrantIndex } from "./grant-index.ts";
import { HeadCount } from "./head-count.ts";
import type { CustomRole, Grant, Member, Organization, Project, Tenant } from "./organization.ts";
import { OverlaidMap } from "./overlaid-map.ts";
import { promises, withoutPromise } from "./promise.ts";
import { type Role, type RoleModel, tryFindBuiltInRole } from "./role-model.ts";
import { formatPlace, type Place, type Scope } from "./scope.ts";

/**
 * An organization in memory that can be changed step by step: the planner's answer to {@link Facts}. Every look-up
 * and every step costs the same however many members there are. The organization it was made from stays untouched.
 */
export class OrganizationDraft implements Facts {
  readonly model: RoleModel;
  organization: Facts["organization"] & Pick<Organization, "etag">;
  readonly #roles: Map<string, CustomRole>;
  readonly #resolved = new Map<string, Role>();
  /** Shared with the organization that this was made from, until somebody comes, goes or changes. */
  #members: ReadonlyMap<EmailKey, Member>;
  #ownMembers: OverlaidMap<EmailKey, Member> | undefined;
  readonly #tenants: Map<string, Tenant>;
  readonly #projects: Map<string, Project>;
  /** Grants whose map this draft already owns. */
  readonly #owned = new Set<ReadonlyMap<EmailKey, Grant>>();
  readonly #count: HeadCount;
  #grants: GrantIndex | undefined;

  /** @param counted the head count of just this organization, where it is known: it saves counting */
  constructor(model: RoleModel, organization: Organization, counted?: HeadCount) {
    this.model = model;
    const { key, title, tier, settings, etag } = organization;
    this.organization = { key, title, tier, settings, ...(etag === undefined ? {} : { etag }) };
    this.#roles = new Map(organization.roles);
    this.#members = organization.members;
    this.#tenants = new Map(organization.tenants);
    this.#projects = new Map(organization.projects);
    for (const role of this.#roles.values()) this.#resolved.set(role.key, customRole(model, role));
    this.#count = new HeadCount(model, counted);
    if (counted === undefined) this.#count.everybody(organization);
  }

  /** Another draft of the organization as it stands now; neither changes with the other. */
  copy(): OrganizationDraft {
    // From now on both have these maps, and whoever changes one first copies it.
    this.#owned.clear();
    this.#ownMembers = undefined;
    return new OrganizationDraft(this.model, this.toOrganization(), this.#count);
  }

  role(scope: Scope, key: string): Role | undefined {
    const builtIn = tryFindBuiltInRole(this.model, scope, key);
    if (builtIn !== undefined) return builtIn;
    const role = this.#resolved.get(key);
    return role?.scope === scope ? role : undefined;
  }

  *organizationRoles(): Iterable<string> {
    yield* this.model.roles.get("organization")?.keys() ?? [];
    for (const role of this.#roles.values()) if (role.scope === "organization") yield role.key;
  }

  hasCustomRoles(): boolean {
    return this.#roles.size > 0;
  }

  member(email: EmailKey): Member | undefined {
    return this.#members.get(email);
  }

  hasTenant(key: string): boolean {
    return this.#tenants.has(key);
  }

  tenantOf(project: string): string | null | undefined {
    const found = this.#projects.get(project);
    return found === undefined ? undefined : (found.tenant ?? null);
  }

  grant(place: Place, email: EmailKey): Grant | undefined {
    return this.grantsAt(place)?.get(email);
  }

  grantedRole(email: EmailKey, role: string): Role | undefined {
    for (const place of this.placesOf(email)) {
      if (this.grant(place, email)?.role === role) return this.role(place.scope, role);
    }
    return undefined;
  }

  seatsTaken(): number {
    return this.#count.seats;
  }

  activeWithRole(role: string): number {
    return this.#count.active.of(role);
  }

  holdersOf(scope: Scope, role: string): number {
    return this.#count.holders[scope].of(role);
  }

  get members(): ReadonlyMap<EmailKey, Member> {
    return this.#members;
  }

  get customRoles(): ReadonlyMap<string, CustomRole> {
    return this.#roles;
  }

  get tenants(): ReadonlyMap<string, Tenant> {
    return this.#tenants;
  }

  get projects(): ReadonlyMap<string, Project> {
    return this.#projects;
  }

  /** The grants at a tenant or a project; undefined where there is no such place. */
  grantsAt(place: Place): ReadonlyMap<EmailKey, Grant> | undefined {
    if (place.scope === "tenant") return this.#tenants.get(place.tenant)?.members;
    if (place.scope === "project") return this.#projects.get(place.project)?.members;
    return undefined;
  }

  /** Whoever has an invitation that promises a role at this place. */
  promisedAt(place: Place): Member[] {
    if (this.#count.promised.of(formatPlace(place)) === 0) return [];
    return [...this.#members.values()].filter((member) => promises(member, place));
  }

  /** The tenants and projects at which this person has a grant. The index is made when somebody asks for it first. */
  placesOf(email: EmailKey): Place[] {
    this.#grants ??= new GrantIndex(this.#tenants.values(), this.#projects.values());
    return this.#grants.placesOf(email);
  }

  setOrganization(fields: Partial<Facts["organization"]>): void {
    this.organization = { ...this.organization, ...fields };
  }

  setRole(role: CustomRole): void {
    this.#roles.set(role.key, role);
    this.#resolved.set(role.key, customRole(this.model, role));
  }

  deleteRole(key: string): void {
    this.#roles.delete(key);
    this.#resolved.delete(key);
  }

  setMember(member: Member): void {
    const key = emailKey(member.email);
    const before = this.#members.get(key);
    if (before !== undefined) this.#count.member(before, -1);
    this.#count.member(member, 1);
    this.#membersToChange().set(key, member);
  }

  /** Removes a person and every grant that they have. */
  deleteMember(email: EmailKey): void {
    const member = this.#members.get(email);
    if (member === undefined) return;
    for (const place of this.placesOf(email)) this.deleteGrant(place, email);
    this.#count.member(member, -1);
    this.#membersToChange().delete(email);
  }

  setTenant(key: string, title: string | undefined): void {
    const members = this.#tenants.get(key)?.members ?? new Map<EmailKey, Grant>();
    this.#tenants.set(key, { ...this.#tenants.get(key), key, title, members });
  }

  /** Deletes a tenant with its projects, all grants there and what invitations promise there. */
  deleteTenant(key: string): void {
    for (const project of [...this.#projects.values()]) if (project.tenant === key) this.deleteProject(project.key);
    this.#dropGrants({ scope: "tenant", tenant: key });
    this.#tenants.delete(key);
  }

  setProject(key: string, fields: { readonly title: string | undefined; readonly tenant: string | undefined }): void {
    const members = this.#projects.get(key)?.members ?? new Map<EmailKey, Grant>();
    this.#projects.set(key, { ...this.#projects.get(key), key, ...fields, members });
  }

  deleteProject(key: string): void {
    this.#dropGrants({ scope: "project", project: key });
    this.#projects.delete(key);
  }

  setGrant(place: Place, grant: Grant): void {
    const grants = this.#ownGrants(place);
    if (grants === undefined) return;
    const email = emailKey(grant.email);
    const before = grants.get(email);
    if (before !== undefined) this.#count.holders[place.scope].add(before.role, -1);
    this.#count.holders[place.scope].add(grant.role, 1);
    grants.set(email, grant);
    this.#grants?.add(email, place);
  }

  deleteGrant(place: Place, email: EmailKey): void {
    const before = this.grant(place, email);
    if (before === undefined) return;
    this.#count.holders[place.scope].add(before.role, -1);
    this.#ownGrants(place)?.delete(email);
    this.#grants?.delete(email, place);
  }

  /** The organization as it stands now. Later changes of the draft may show through. */
  toOrganization(): Organization {
    return {
      ...this.organization,
      roles: this.#roles,
      members: this.#members,
      tenants: this.#tenants,
      projects: this.#projects,
    };
  }

  #dropGrants(place: Place): void {
    for (const email of [...(this.grantsAt(place)?.keys() ?? [])]) this.deleteGrant(place, email);
    for (const member of this.promisedAt(place)) this.setMember(withoutPromise(member));
  }

  /** The members as a map of this draft's own. */
  #membersToChange(): OverlaidMap<EmailKey, Member> {
    this.#ownMembers ??= new OverlaidMap(this.#members);
    this.#members = this.#ownMembers;
    return this.#ownMembers;
  }

  /** The place's grants as a map of this draft's own, copied once. */
  #ownGrants(place: Place): Map<EmailKey, Grant> | undefined {
    const shared = this.grantsAt(place);
    if (shared === undefined) return undefined;
    if (this.#owned.has(shared)) return shared as Map<EmailKey, Grant>;
    const members = new Map(shared);
    this.#owned.add(members);
    if (place.scope === "tenant")
      this.#tenants.set(place.tenant, { ...(this.#tenants.get(place.tenant) as Tenant), members });
    if (place.scope === "project")
      this.#projects.set(place.project, { ...(this.#projects.get(place.project) as Project), members });
    return members;
  }
}
