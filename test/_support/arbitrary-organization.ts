import fc from "fast-check";
import { type EmailKey, emailKey } from "../../src/membership/email.ts";
import type {
  CustomRole,
  Grant,
  Member,
  MemberStatus,
  Organization,
  Project,
  Tenant,
} from "../../src/membership/organization.ts";
import type { FieldValue, RoleModel } from "../../src/membership/role-model.ts";
import type { Scope } from "../../src/membership/scope.ts";
import { seatLimit } from "../../src/membership/seats.ts";

/** Holds the keystone in every generated organization, and applies the plans. */
export const ROOT = "root@acme.example";

const PEOPLE = Array.from({ length: 7 }, (_, index) => `P${index}@acme.example`);
const TENANTS = ["t0", "t1", "t2"];
const PROJECTS = ["p0", "p1", "p2", "p3"];

interface Raw {
  readonly tier: number;
  readonly seats: number;
  readonly title: string | undefined;
  readonly custom: readonly (readonly number[] | undefined)[];
  readonly people: readonly (RawPerson | undefined)[];
  readonly tenants: readonly boolean[];
  readonly projects: readonly (number | undefined)[];
  readonly grants: readonly { person: number; place: number; role: number; project: boolean }[];
}

interface RawPerson {
  readonly role: number;
  readonly status: MemberStatus;
  readonly overrides: readonly { permission: number; allow: boolean }[];
  readonly attribute: number;
  /** Where an invitation leads besides the organization, if it does. */
  readonly target: { readonly place: number; readonly role: number } | undefined;
}

const rawPerson: fc.Arbitrary<RawPerson> = fc.record({
  role: fc.nat(20),
  status: fc.constantFrom<MemberStatus>("active", "active", "active", "invited", "expired"),
  overrides: fc.array(fc.record({ permission: fc.nat(10), allow: fc.boolean() }), { maxLength: 2 }),
  attribute: fc.nat(10),
  target: fc.option(fc.record({ place: fc.nat(5), role: fc.nat(20) }), { nil: undefined, freq: 3 }),
});

const founder: RawPerson = { role: 0, status: "active", overrides: [], attribute: 0, target: undefined };

const raw: fc.Arbitrary<Raw> = fc.record({
  tier: fc.nat(5),
  seats: fc.nat(4),
  title: fc.constantFrom("One", "Two", undefined),
  custom: fc.array(fc.option(fc.array(fc.nat(20), { maxLength: 4 }), { nil: undefined }), {
    minLength: 4,
    maxLength: 4,
  }),
  people: fc.array(fc.option(rawPerson, { nil: undefined, freq: 3 }), {
    minLength: PEOPLE.length,
    maxLength: PEOPLE.length,
  }),
  tenants: fc.array(fc.boolean(), { minLength: TENANTS.length, maxLength: TENANTS.length }),
  projects: fc.array(fc.option(fc.nat(5), { nil: undefined }), {
    minLength: PROJECTS.length,
    maxLength: PROJECTS.length,
  }),
  grants: fc.array(fc.record({ person: fc.nat(20), place: fc.nat(20), role: fc.nat(20), project: fc.boolean() }), {
    maxLength: 12,
  }),
});

/** A sound organization of this role model in which {@link ROOT} holds the keystone. */
export function arbitraryLive(model: RoleModel): fc.Arbitrary<Organization> {
  return raw.map((shape) => new Shaper(model, shape, false).organization());
}

/** A sound organization as a charter would declare it: everybody active. */
export function arbitraryDesired(model: RoleModel): fc.Arbitrary<Organization> {
  return raw.map((shape) => new Shaper(model, shape, true).organization());
}

function pick<Item>(items: readonly Item[], index: number): Item | undefined {
  return items.length === 0 ? undefined : items[index % items.length];
}

/** Turns free numbers into an organization that keeps every rule. */
class Shaper {
  readonly model: RoleModel;
  readonly shape: Raw;
  readonly desired: boolean;
  readonly tier: string;
  readonly settings: Record<string, FieldValue>;
  readonly roles: Map<string, CustomRole>;

  constructor(model: RoleModel, shape: Raw, desired: boolean) {
    this.model = model;
    this.shape = shape;
    this.desired = desired;
    this.tier = pick([...model.tiers.keys()], shape.tier) ?? "";
    const seats = model.tiers.get(this.tier)?.extraSeats;
    this.settings = seats === undefined ? {} : { [seats]: shape.seats };
    if (model.settings.has("taktInterval")) this.settings.taktInterval = shape.seats % 2 === 0 ? "15m" : "20m";
    this.roles = this.customRoles();
  }

  organization(): Organization {
    const tenants = this.tenants();
    const projects = this.projects(tenants);
    const members = this.members(projects);
    for (const grant of this.shape.grants) this.grant(grant, members, tenants, projects);
    return {
      key: "acme",
      title: this.shape.title,
      tier: this.tier,
      settings: this.settings,
      roles: this.roles,
      members,
      tenants,
      projects,
    };
  }

  customRoles(): Map<string, CustomRole> {
    const rules = this.model.customRoles;
    const roles = new Map<string, CustomRole>();
    for (const founding of this.model.founding.roles) roles.set(founding.key, { ...founding, scope: "organization" });
    if (rules === undefined || rules.tiers?.has(this.tier) === false) return roles;
    this.shape.custom.forEach((numbers, index) => {
      const scope = pick([...rules.scopes], index) ?? "organization";
      if (numbers === undefined) return;
      roles.set(`custom-${index}`, {
        key: `custom-${index}`,
        scope,
        title: undefined,
        permissions: this.permissions(scope, numbers),
      });
    });
    return roles;
  }

  permissions(scope: Scope, numbers: readonly number[]): string[] {
    if (this.model.scopes.get(scope)?.open === true)
      return [...new Set(numbers.map((number) => `open-${number % 3}`))].sort();
    const catalogue = [...this.model.permissions.values()]
      .filter(({ scopes }) => scopes.has(scope))
      .map(({ key }) => key);
    return [...new Set(numbers.map((number) => pick(catalogue, number) ?? ""))].sort();
  }

  rolesOf(scope: Scope): string[] {
    const builtIn = [...(this.model.roles.get(scope)?.values() ?? [])].filter(
      ({ tiers }) => tiers === undefined || tiers.has(this.tier),
    );
    const custom = [...this.roles.values()].filter((role) => role.scope === scope);
    return [...builtIn, ...custom].map(({ key }) => key);
  }

  members(projects: ReadonlyMap<string, Project>): Map<EmailKey, Member> {
    const { count } = this.model.ownership;
    const { founding } = this.model;
    const limit = seatLimit(this.model, this.tier, this.settings) ?? Number.POSITIVE_INFINITY;
    const members = new Map<EmailKey, Member>();
    members.set(emailKey(ROOT), this.member(ROOT, founding.role, founder));
    const roles = this.rolesOf("organization").filter((role) => count === "at-least-one" || role !== founding.role);
    this.shape.people.forEach((person, index) => {
      if (person === undefined || members.size >= limit) return;
      const email = PEOPLE[index] ?? "";
      const member = this.member(email, pick(roles, person.role) ?? founding.role, person);
      members.set(emailKey(email), this.withTarget(member, person, [...projects.keys()]));
    });
    return members;
  }

  /** Some of those who are invited are invited to a project, and then join with the model's joining role. */
  withTarget(member: Member, { target }: RawPerson, projects: readonly string[]): Member {
    const joining = this.model.invitations.direct.get("project");
    const { invitation } = member;
    if (joining === undefined || target === undefined || invitation === undefined) return member;
    const project = pick(projects, target.place);
    const role = pick(this.rolesOf("project"), target.role);
    if (project === undefined || role === undefined) return member;
    const place = { scope: "project", project } as const;
    return { ...member, role: joining, invitation: { ...invitation, target: { place, role } } };
  }

  member(email: string, role: string, person: RawPerson): Member {
    const status = this.desired ? "active" : person.status;
    const overrides = status === "active" && email !== ROOT ? this.overrides(person) : {};
    const pending = status === "active" ? {} : { invitation: { id: `inv-${email}` } };
    return { email, role, status, attributes: this.attributes(person.attribute), overrides, ...pending };
  }

  overrides({ overrides }: RawPerson): Member["overrides"] {
    const switchable = [...this.model.overridable];
    return Object.fromEntries(
      overrides.flatMap(({ permission, allow }) => {
        const key = pick(switchable, permission);
        return key === undefined ? [] : [[key, allow ? "allow" : "deny"] as const];
      }),
    );
  }

  attributes(number: number): Record<string, FieldValue> {
    const values: Record<string, FieldValue> = {};
    for (const field of this.model.attributes.values()) {
      if (!field.required && number % 2 === 0) continue;
      values[field.key] =
        field.type === "duration" ? (pick(["10m", "15m", "20m"], number) ?? "") : (pick(field.values, number) ?? "");
    }
    return values;
  }

  tenants(): Map<string, Tenant & { members: Map<EmailKey, Grant> }> {
    if (!this.model.scopes.has("tenant")) return new Map();
    const present = TENANTS.filter((_key, index) => this.shape.tenants[index] === true);
    return new Map(present.map((key) => [key, { key, title: this.shape.title, members: new Map() }]));
  }

  projects(tenants: ReadonlyMap<string, Tenant>): Map<string, Project & { members: Map<EmailKey, Grant> }> {
    const projects = new Map<string, Project & { members: Map<EmailKey, Grant> }>();
    const rules = this.model.scopes.get("project");
    if (rules === undefined) return projects;
    PROJECTS.forEach((key, index) => {
      const number = this.shape.projects[index];
      const tenant = rules.within === undefined || number === undefined ? undefined : pick([...tenants.keys()], number);
      if (number === undefined || (rules.within !== undefined && tenant === undefined)) return;
      projects.set(key, { key, title: undefined, tenant, members: new Map() });
    });
    return projects;
  }

  grant(
    { person, place, role, project }: Raw["grants"][number],
    members: ReadonlyMap<EmailKey, Member>,
    tenants: ReadonlyMap<string, { members: Map<EmailKey, Grant> }>,
    projects: ReadonlyMap<string, { members: Map<EmailKey, Grant> }>,
  ): void {
    const scope: Scope = project ? "project" : "tenant";
    // Whoever applies a plan cannot widen a role that they hold themselves, so the root has organization access only.
    const active = [...members.values()].filter(({ status, email }) => status === "active" && email !== ROOT);
    const somebody = pick(active, person);
    const somewhere = pick([...(project ? projects : tenants).values()], place);
    const key = pick(this.rolesOf(scope), role);
    if (somebody === undefined || somewhere === undefined || key === undefined) return;
    somewhere.members.set(emailKey(somebody.email), { email: somebody.email, role: key });
  }
}
