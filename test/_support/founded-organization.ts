import fc from "fast-check";
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
import type { Scope } from "../../src/membership/scope.ts";
import { seatLimit } from "../../src/membership/seats.ts";
import { arbitraryValue, permissionsOf } from "./arbitrary-field.ts";
import { CUSTOM, PEOPLE, PROJECTS, TENANTS } from "./cast.ts";
import { type Draw, drawingFrom } from "./drawing.ts";

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

/** Somebody active, most often somebody who may do much. */
export function arbitraryActor(model: RoleModel, { members }: Organization): fc.Arbitrary<Member> {
  const active = [...members.values()].filter(({ status }) => status === "active");
  const owners = active.filter(({ role }) => role === model.founding.role);
  const anybody = fc.constantFrom(...active);
  if (owners.length === 0) return anybody;
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...owners) }, { weight: 2, arbitrary: anybody });
}
