import fc from "fast-check";
import type { Change, ChangeKind } from "../../src/membership/change.ts";
import { type EmailKey, emailKey } from "../../src/membership/email.ts";
import type {
  CustomRole,
  Grant,
  InvitationTarget,
  Member,
  Organization,
  Override,
  Project,
  Tenant,
} from "../../src/membership/organization.ts";
import type { Field, FieldValue, RoleModel } from "../../src/membership/role-model.ts";
import { SCOPES, type Scope } from "../../src/membership/scope.ts";
import { seatLimit } from "../../src/membership/seats.ts";

/** Draws one value: arbitraries that depend on what was drawn before read like code. */
type Draw = <Value>(arbitrary: fc.Arbitrary<Value>) => Value;

/**
 * Draws from a generator. It is always given a new function: arguments that it has seen before, or takes for the
 * same, would make it draw from what was built for them then.
 */
export function drawingFrom(generator: fc.GeneratorValue): Draw {
  return (arbitrary) => generator(() => arbitrary);
}

const PEOPLE = ["ada", "grace", "linus", "margaret", "dennis", "barbara", "edsger", "frances", "tony", "radia"];
const TENANTS = ["eu", "us", "apac"];
const PROJECTS = ["wearables", "gateway", "atlas", "borealis"];
const CUSTOM = ["responder", "scribe", "curator", "porter"];

/**
 * A sound organization of this role model: its keystone is held, its seats suffice, every role is on its tier and
 * every value one of its field's. With custom roles, overrides, grants, invitations that are pending, expired, or
 * promise a grant.
 */
export function arbitraryOrganization(model: RoleModel): fc.Arbitrary<Organization> {
  return fc.gen().map((generator) => new Founder(model, drawingFrom(generator)).organization());
}

class Founder {
  readonly #model: RoleModel;
  readonly #draw: Draw;
  readonly #tier: string;
  readonly #settings: Record<string, FieldValue>;
  readonly #roles: Map<string, CustomRole>;

  constructor(model: RoleModel, draw: Draw) {
    this.#model = model;
    this.#draw = draw;
    const tiers = [...model.tiers.keys()];
    this.#tier = this.#chance(0.5) ? (tiers.at(-1) ?? "") : draw(fc.constantFrom(...tiers));
    this.#settings = this.#fields(model.settings, 0.5);
    for (const { extraSeats } of model.tiers.values()) if (extraSeats !== undefined) delete this.#settings[extraSeats];
    const sold = model.tiers.get(this.#tier)?.extraSeats;
    if (sold !== undefined && draw(fc.boolean())) this.#settings[sold] = draw(fc.nat({ max: 3 }));
    this.#roles = this.#customRoles();
  }

  organization(): Organization {
    const tenants = this.#tenants();
    const projects = this.#projects([...tenants.keys()]);
    const members = this.#members([...tenants.keys()], [...projects.keys()]);
    const active = [...members.values()].filter(({ status }) => status === "active");
    for (const { members: grants } of tenants.values()) this.#grant("tenant", grants, active);
    for (const { members: grants } of projects.values()) this.#grant("project", grants, active);
    return {
      key: "acme",
      title: this.#draw(fc.constantFrom(undefined, "Acme", "Ünïcode & Söhne")),
      tier: this.#tier,
      settings: this.#settings,
      roles: this.#roles,
      members,
      tenants,
      projects,
    };
  }

  #chance(share: number): boolean {
    return this.#draw(fc.noBias(fc.nat({ max: 99 }))) < share * 100;
  }

  #fields(fields: ReadonlyMap<string, Field>, share: number): Record<string, FieldValue> {
    const values: Record<string, FieldValue> = {};
    for (const field of fields.values()) {
      if (field.required || this.#chance(share)) values[field.key] = this.#draw(arbitraryValue(field));
    }
    return values;
  }

  #customRoles(): Map<string, CustomRole> {
    const rules = this.#model.customRoles;
    const roles = new Map<string, CustomRole>();
    for (const { key, title, permissions } of this.#model.founding.roles) {
      roles.set(key, { key, scope: "organization", title, permissions });
    }
    if (rules === undefined || rules.tiers?.has(this.#tier) === false) return roles;
    for (const key of CUSTOM.filter(() => this.#chance(0.5))) {
      const scope = this.#draw(fc.constantFrom(...rules.scopes));
      const permissions = this.#draw(fc.subarray(permissionsOf(this.#model, scope)));
      roles.set(key, { key, scope, title: this.#chance(0.5) ? `The ${key}` : undefined, permissions });
    }
    return roles;
  }

  /** Keys of the roles that somebody can have at a scope on this tier. */
  #rolesAt(scope: Scope): string[] {
    const builtIn = [...(this.#model.roles.get(scope)?.values() ?? [])];
    const custom = [...this.#roles.values()].filter((role) => role.scope === scope);
    return [...builtIn.filter(({ tiers }) => tiers?.has(this.#tier) !== false), ...custom].map(({ key }) => key);
  }

  #tenants(): Map<string, Tenant & { members: Map<EmailKey, Grant> }> {
    const keys = this.#model.scopes.has("tenant") ? TENANTS.filter(() => this.#chance(0.6)) : [];
    return new Map(keys.map((key) => [key, { key, title: this.#title(key), members: new Map() }]));
  }

  #projects(tenants: readonly string[]): Map<string, Project & { members: Map<EmailKey, Grant> }> {
    const rules = this.#model.scopes.get("project");
    const within = rules?.within !== undefined;
    if (rules === undefined || (within && tenants.length === 0)) return new Map();
    const keys = PROJECTS.filter(() => this.#chance(0.6));
    return new Map(
      keys.map((key) => {
        const tenant = within ? this.#draw(fc.constantFrom(...tenants)) : undefined;
        return [key, { key, title: this.#title(key), tenant, members: new Map() }];
      }),
    );
  }

  #title(key: string): string | undefined {
    return this.#chance(0.5) ? key.toUpperCase() : undefined;
  }

  #members(tenants: readonly string[], projects: readonly string[]): Map<EmailKey, Member> {
    const { founding, ownership } = this.#model;
    const members = new Map<EmailKey, Member>();
    const limit = seatLimit(this.#model, this.#tier, this.#settings) ?? PEOPLE.length;
    const [first, ...others] = this.#draw(fc.shuffledSubarray(PEOPLE, { minLength: 3, maxLength: PEOPLE.length }));
    const roles = this.#rolesAt("organization").filter(
      (role) => ownership.count === "at-least-one" || role !== founding.role,
    );
    const owner = this.#active(first ?? "", founding.role);
    members.set(emailKey(owner.email), owner);
    for (const person of others.slice(0, limit - 1)) {
      const role = this.#draw(fc.constantFrom(...roles));
      const member = this.#chance(0.7) ? this.#active(person, role) : this.#invited(person, role, tenants, projects);
      members.set(emailKey(member.email), member);
    }
    return members;
  }

  #active(person: string, role: string): Member {
    const overrides: Record<string, Override> = {};
    for (const permission of this.#model.overridable) {
      if (this.#chance(0.2)) overrides[permission] = this.#draw(fc.constantFrom<Override[]>("allow", "deny"));
    }
    const attributes = this.#fields(this.#model.attributes, 0.5);
    return { email: this.#address(person), role, status: "active", attributes, overrides };
  }

  #invited(person: string, role: string, tenants: readonly string[], projects: readonly string[]): Member {
    const target = this.#chance(0.5) ? this.#target(tenants, projects) : undefined;
    const joining = target && this.#model.invitations.direct.get(target.place.scope);
    return {
      email: this.#address(person),
      role: joining ?? role,
      status: this.#draw(fc.constantFrom<("invited" | "expired")[]>("invited", "expired")),
      attributes: this.#fields(this.#model.attributes, 0.5),
      overrides: {},
      invitation: { id: `invitation of ${person}`, ...(target === undefined ? {} : { target }) },
    };
  }

  #target(tenants: readonly string[], projects: readonly string[]): InvitationTarget | undefined {
    for (const scope of this.#model.invitations.direct.keys()) {
      const roles = this.#rolesAt(scope);
      const keys = scope === "tenant" ? tenants : projects;
      if (scope === "organization" || roles.length === 0 || keys.length === 0) continue;
      const key = this.#draw(fc.constantFrom(...keys));
      const role = this.#draw(fc.constantFrom(...roles));
      return { place: scope === "tenant" ? { scope, tenant: key } : { scope, project: key }, role };
    }
    return undefined;
  }

  #address(person: string): string {
    const email = `${person}@acme.example`;
    return this.#chance(0.2) ? `${email.charAt(0).toUpperCase()}${email.slice(1)}` : email;
  }

  #grant(scope: "tenant" | "project", grants: Map<EmailKey, Grant>, active: readonly Member[]): void {
    const roles = this.#rolesAt(scope);
    if (roles.length === 0) return;
    for (const { email } of active) {
      if (this.#chance(0.4)) grants.set(emailKey(email), { email, role: this.#draw(fc.constantFrom(...roles)) });
    }
  }
}

/** A value of this field. */
export function arbitraryValue(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.type) {
    case "enum":
      return fc.constantFrom(...field.values);
    case "duration":
      return fc.constantFrom("5m", "15m", "1h", "1h30m", "45s");
    case "integer":
      return fc.nat({ max: 5 });
    case "boolean":
      return fc.boolean();
    case "string":
      return fc.constantFrom("north", "south", "Ünïcode");
  }
}

/** Permissions that roles of a scope may contain; where the scope is open, some of anybody's own. */
export function permissionsOf(model: RoleModel, scope: Scope): string[] {
  const catalogued = [...model.permissions.values()].filter(({ scopes }) => scopes.has(scope)).map(({ key }) => key);
  return model.scopes.get(scope)?.open === true ? [...catalogued, "deploy", "observe"] : catalogued;
}

/**
 * Any change at all to this organization: most name what is there, some what is not, and many will be refused. With
 * `kinds`, only these.
 */
export function arbitraryChange(
  model: RoleModel,
  organization: Organization,
  kinds: readonly ChangeKind[] = usualKinds(model),
): fc.Arbitrary<Change> {
  return fc.gen().map((generator) => {
    const draw = drawingFrom(generator);
    return new Proposer(model, organization, draw).change(draw(fc.constantFrom(...kinds)));
  });
}

/** Somebody active, most often somebody who may do much. */
export function arbitraryActor(model: RoleModel, { members }: Organization): fc.Arbitrary<Member> {
  const active = [...members.values()].filter(({ status }) => status === "active");
  const owners = active.filter(({ role }) => role === model.founding.role);
  const anybody = fc.constantFrom(...active);
  if (owners.length === 0) return anybody;
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...owners) }, { weight: 2, arbitrary: anybody });
}

/** Every kind, and those of the model's scopes several times; an end of everything is rare. */
function usualKinds(model: RoleModel): readonly ChangeKind[] {
  const rare: readonly ChangeKind[] = ["delete-organization", "delete-tenant", "delete-project"];
  const fitting = CHANGE_KINDS.filter((kind) => !rare.includes(kind) && !isOfAbsentScope(model, kind));
  return [...CHANGE_KINDS, ...fitting, ...fitting, ...fitting];
}

function isOfAbsentScope(model: RoleModel, kind: ChangeKind): boolean {
  return (["tenant", "project"] as const).some((scope) => kind.includes(scope) && !model.scopes.has(scope));
}

export const CHANGE_KINDS: readonly ChangeKind[] = [
  "update-organization",
  "delete-organization",
  "transfer-ownership",
  "create-role",
  "update-role",
  "delete-role",
  "invite-member",
  "cancel-invitation",
  "resend-invitation",
  "accept-invitation",
  "change-role",
  "update-attributes",
  "override-permissions",
  "remove-member",
  "create-tenant",
  "update-tenant",
  "delete-tenant",
  "grant-tenant-role",
  "change-tenant-role",
  "revoke-tenant-role",
  "create-project",
  "update-project",
  "delete-project",
  "grant-project-role",
  "change-project-role",
  "revoke-project-role",
];

class Proposer {
  readonly #model: RoleModel;
  readonly #organization: Organization;
  readonly #draw: Draw;

  constructor(model: RoleModel, organization: Organization, draw: Draw) {
    this.#model = model;
    this.#organization = organization;
    this.#draw = draw;
  }

  change(kind: ChangeKind): Change {
    switch (kind) {
      case "update-organization":
        return this.#updateOrganization();
      case "delete-organization":
        return { kind };
      case "transfer-ownership":
        return { kind, email: this.#somebody(), ...this.#maybe("formerOwnerRole", () => this.#role("organization")) };
      case "create-role": {
        const scope = this.#draw(fc.constantFrom(...SCOPES));
        const role = this.#draw(fc.constantFrom(...CUSTOM, "owner", "admin"));
        return { kind, role, scope, ...this.#title(), permissions: this.#permissions(scope) };
      }
      case "update-role":
        return this.#updateRole();
      case "delete-role":
        return { kind, role: this.#customRole() };
      case "invite-member":
        return this.#invite();
      case "cancel-invitation":
      case "resend-invitation":
      case "accept-invitation":
        return { kind, email: this.#chance(0.8) ? this.#invited() : this.#somebody() };
      case "change-role":
        return { kind, email: this.#somebody(), role: this.#role("organization") };
      case "update-attributes":
        return { kind, email: this.#somebody(), attributes: this.#attributePatch() };
      case "override-permissions":
        return { kind, email: this.#somebody(), overrides: this.#overrides() };
      case "remove-member":
        return { kind, email: this.#somebody() };
      default:
        return this.#aboutPlace(kind);
    }
  }

  #aboutPlace(kind: ChangeKind): Change {
    switch (kind) {
      case "create-tenant":
        return { kind, tenant: this.#draw(fc.constantFrom(...TENANTS, "moon")), ...this.#title() };
      case "update-tenant":
        return { kind, tenant: this.#tenant(), title: this.#draw(fc.constantFrom("North", "South")) };
      case "delete-tenant":
        return { kind, tenant: this.#tenant() };
      case "grant-tenant-role":
      case "change-tenant-role": {
        const tenant = this.#tenant();
        const email = this.#grantee(kind, this.#organization.tenants.get(tenant));
        return { kind, tenant, email, role: this.#role("tenant") };
      }
      case "revoke-tenant-role": {
        const tenant = this.#tenant();
        return { kind, tenant, email: this.#grantee(kind, this.#organization.tenants.get(tenant)) };
      }
      case "create-project": {
        const project = this.#draw(fc.constantFrom(...PROJECTS, "moonshot"));
        return { kind, project, ...this.#maybe("tenant", () => this.#tenant(), 0.8), ...this.#title() };
      }
      case "update-project":
        return this.#updateProject();
      case "delete-project":
        return { kind, project: this.#project() };
      case "grant-project-role":
      case "change-project-role": {
        const project = this.#project();
        const email = this.#grantee(kind, this.#organization.projects.get(project));
        return { kind, project, email, role: this.#role("project") };
      }
      case "revoke-project-role": {
        const project = this.#project();
        return { kind, project, email: this.#grantee(kind, this.#organization.projects.get(project)) };
      }
      default:
        throw new Error(`${kind} is about no place`);
    }
  }

  #chance(share: number): boolean {
    return this.#draw(fc.noBias(fc.nat({ max: 99 }))) < share * 100;
  }

  #maybe<Key extends string, Value>(key: Key, value: () => Value, share = 0.5): { [K in Key]?: Value } {
    return this.#chance(share) ? ({ [key]: value() } as { [K in Key]?: Value }) : {};
  }

  #title(): { title?: string } {
    return this.#maybe("title", () => this.#draw(fc.constantFrom("North", "South")));
  }

  #pick(known: readonly string[], strangers: readonly string[]): string {
    const pool = known.length > 0 && this.#chance(0.9) ? known : strangers;
    return this.#draw(fc.constantFrom(...pool));
  }

  /** Sometimes in another spelling: addresses compare without regard to case. */
  #spelled(email: string): string {
    return this.#chance(0.1) ? email.toUpperCase() : email;
  }

  #somebody(): string {
    const known = [...this.#organization.members.values()].map(({ email }) => email);
    return this.#spelled(this.#pick(known, ["stranger@elsewhere.example", "ada@acme.example"]));
  }

  #invited(): string {
    const pending = [...this.#organization.members.values()].filter(({ status }) => status !== "active");
    return pending.length === 0 ? this.#somebody() : this.#draw(fc.constantFrom(...pending)).email;
  }

  #grantee(kind: ChangeKind, place: { readonly members: ReadonlyMap<string, Grant> } | undefined): string {
    const holders = [...(place?.members.values() ?? [])].map(({ email }) => email);
    if (kind.startsWith("grant") || holders.length === 0 || this.#chance(0.2)) return this.#somebody();
    return this.#spelled(this.#draw(fc.constantFrom(...holders)));
  }

  #role(scope: Scope): string {
    const builtIn = [...(this.#model.roles.get(scope)?.keys() ?? [])];
    const custom = [...this.#organization.roles.values()].filter((role) => role.scope === scope);
    return this.#pick([...builtIn, ...custom.map(({ key }) => key)], ["nobody", "tenant-member", "project-viewer"]);
  }

  #customRole(): string {
    return this.#pick([...this.#organization.roles.keys()], ["nobody", "owner"]);
  }

  #tenant(): string {
    return this.#pick([...this.#organization.tenants.keys()], ["atlantis"]);
  }

  #project(): string {
    return this.#pick([...this.#organization.projects.keys()], ["atlantis"]);
  }

  #permissions(scope: Scope): string[] {
    const known = this.#draw(fc.subarray(permissionsOf(this.#model, scope)));
    return this.#chance(0.1) ? [...known, "fly"] : known;
  }

  #updateOrganization(): Change {
    const settings: Record<string, FieldValue | null> = {};
    for (const field of this.#model.settings.values()) {
      if (this.#chance(0.5)) settings[field.key] = this.#patchValue(field);
    }
    const tier = this.#maybe("tier", () => this.#pick([...this.#model.tiers.keys()], ["platinum"]));
    const patch = { ...this.#title(), ...tier, ...(Object.keys(settings).length === 0 ? {} : { settings }) };
    return { kind: "update-organization", ...(Object.keys(patch).length === 0 ? { title: "West" } : patch) };
  }

  #patchValue(field: Field): FieldValue | null {
    if (this.#chance(0.2)) return null;
    return this.#chance(0.1) ? "nonsense" : this.#draw(arbitraryValue(field));
  }

  #attributePatch(): Record<string, FieldValue | null> {
    const patch: Record<string, FieldValue | null> = {};
    for (const field of this.#model.attributes.values()) {
      if (this.#chance(0.6)) patch[field.key] = this.#patchValue(field);
    }
    return this.#chance(0.1) ? { ...patch, shoeSize: 43 } : patch;
  }

  #overrides(): Record<string, Override | null> {
    const patch: Record<string, Override | null> = {};
    for (const permission of this.#model.overridable) {
      if (this.#chance(0.4))
        patch[permission] = this.#draw(fc.constantFrom<(Override | null)[]>("allow", "deny", null));
    }
    const fixed = [...this.#model.permissions.keys()].find((permission) => !this.#model.overridable.has(permission));
    if (fixed !== undefined && this.#chance(0.15)) patch[fixed] = "allow";
    return this.#chance(0.1) ? { ...patch, fly: "allow" } : patch;
  }

  #updateRole(): Change {
    const role = this.#customRole();
    const scope = this.#organization.roles.get(role)?.scope ?? "organization";
    const permissions = this.#maybe("permissions", () => this.#permissions(scope), 0.8);
    const patch = { ...this.#title(), ...permissions };
    return { kind: "update-role", role, ...(Object.keys(patch).length === 0 ? { title: "West" } : patch) };
  }

  #updateProject(): Change {
    const patch = { ...this.#title(), ...this.#maybe("tenant", () => this.#tenant()) };
    const project = this.#project();
    return { kind: "update-project", project, ...(Object.keys(patch).length === 0 ? { title: "West" } : patch) };
  }

  #invite(): Change {
    const attributes: Record<string, FieldValue> = {};
    for (const field of this.#model.attributes.values()) {
      if (this.#chance(0.8)) attributes[field.key] = this.#draw(arbitraryValue(field));
    }
    const email = this.#chance(0.8) ? "newcomer@acme.example" : this.#somebody();
    const target = this.#chance(0.3) ? this.#target() : undefined;
    if (target === undefined) return { kind: "invite-member", email, role: this.#role("organization"), attributes };
    const role = this.#model.invitations.direct.get(target.place.scope) ?? target.role;
    return { kind: "invite-member", email, role, attributes, target };
  }

  #target(): InvitationTarget {
    return this.#chance(0.3)
      ? { place: { scope: "tenant", tenant: this.#tenant() }, role: this.#role("tenant") }
      : { place: { scope: "project", project: this.#project() }, role: this.#role("project") };
  }
}
