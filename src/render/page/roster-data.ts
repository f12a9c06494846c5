import { compareText } from "../../diagnostics/compare-text.ts";
import { customRole } from "../../membership/custom-role.ts";
import { type EmailKey, emailKey } from "../../membership/email.ts";
import type { Grant, Member, Organization } from "../../membership/organization.ts";
import type { Role, RoleModel } from "../../membership/role-model.ts";
import { formatPlace, type Scope } from "../../membership/scope.ts";
import { heatScale } from "./heat.ts";
import type { PersonData, PlaceData, RoleData, RosterData } from "./page-data.ts";

/** The live organization as its page shows it: people in order of address, tenants and projects in order of key. */
export function rosterData(model: RoleModel, organization: Organization): RosterData {
  const register = new Register(rolesOf(model, organization));
  for (const member of inOrder(organization.members.values(), ({ email }) => email)) register.addMember(member);
  const tenants = inOrder(organization.tenants.values(), ({ key }) => key);
  const tenantIndex = new Map(tenants.map(({ key }, index) => [key, index]));
  const places: PlaceData[] = tenants.map(({ key, title, members }) => ({
    scope: "tenant",
    key,
    ...(title === undefined ? {} : { title }),
    members: register.grants("tenant", members),
  }));
  for (const { key, title, tenant, members } of inOrder(organization.projects.values(), ({ key }) => key)) {
    const within = tenant === undefined ? undefined : tenantIndex.get(tenant);
    places.push({
      scope: "project",
      key,
      ...(title === undefined ? {} : { title }),
      ...(within === undefined ? {} : { tenant: within }),
      members: register.grants("project", members),
    });
  }
  return { roles: register.roles, people: register.people, places };
}

/** Built-in roles in the model's order, then the organization's own. */
function rolesOf(model: RoleModel, organization: Organization): Role[] {
  const builtIn = [...model.roles.values()].flatMap((roles) => [...roles.values()]);
  return [...builtIn, ...[...organization.roles.values()].map((role) => customRole(model, role))];
}

/** People and roles by their places in the lists of the page. */
class Register {
  readonly roles: readonly RoleData[];
  readonly people: PersonData[] = [];
  readonly #roleIndex: ReadonlyMap<string, number>;
  readonly #personIndex = new Map<EmailKey, number>();

  constructor(roles: readonly Role[]) {
    const heat = heatScale(roles);
    this.roles = roles.map((role) => ({ scope: role.scope, key: role.key, title: role.title, heat: heat(role) }));
    this.#roleIndex = new Map(roles.map(({ scope, key }, index) => [`${scope} ${key}`, index]));
  }

  addMember(member: Member): void {
    const { email, role, status, invitation } = member;
    const notes = notesOf(member);
    this.#add({
      email,
      ...this.#roleField(role),
      status,
      ...(notes === "" ? {} : { notes }),
      ...(invitation?.expiresAt === undefined ? {} : { expires: invitation.expiresAt }),
      ...(invitation?.target === undefined
        ? {}
        : { grants: `${invitation.target.role} of ${formatPlace(invitation.target.place)}` }),
    });
  }

  /** Grants of a role that the organization does not know are left out: there is nothing to show of them. */
  grants(scope: Scope, grants: ReadonlyMap<EmailKey, Grant>): [number, number][] {
    return inOrder(grants.values(), ({ email }) => email).flatMap(({ email, role }): [number, number][] => {
      const held = this.#roleIndex.get(`${scope} ${role}`);
      return held === undefined ? [] : [[this.#person(email), held]];
    });
  }

  /** Some platforms let people into a project who are no members of the organization. */
  #person(email: string): number {
    return this.#personIndex.get(emailKey(email)) ?? this.#add({ email, status: "outside" });
  }

  #add(person: PersonData): number {
    const index = this.people.push(person) - 1;
    this.#personIndex.set(emailKey(person.email), index);
    return index;
  }

  #roleField(role: string): { role?: number } {
    const index = this.#roleIndex.get(`organization ${role}`);
    return index === undefined ? {} : { role: index };
  }
}

function notesOf({ attributes, overrides }: Member): string {
  const fields = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).map(([key, value]) => `${key} ${String(value)}`);
  return [...fields(attributes), ...fields(overrides)].join(", ");
}

function inOrder<Item>(items: Iterable<Item>, key: (item: Item) => string): Item[] {
  return [...items].sort((left, right) => compareText(key(left), key(right)));
}
