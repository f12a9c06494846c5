import type { EmailKey } from "../../membership/email.ts";
import type { Facts } from "../../membership/facts.ts";
import type { Grant, Member } from "../../membership/organization.ts";
import type { Role, RoleModel } from "../../membership/role-model.ts";
import { formatPlace, type Place, type Scope } from "../../membership/scope.ts";
import { type OrganizationState, organizationRoles, tryFindRole } from "./organization-state.ts";

/** What was read for one change. A look-up of anything that was not read is a bug, and throws. */
export interface Prefetched {
  readonly members: ReadonlyMap<EmailKey, Member | undefined>;
  readonly tenants: ReadonlyMap<string, boolean>;
  readonly projects: ReadonlyMap<string, string | null | undefined>;
  /** Keyed by {@link grantKey}. */
  readonly grants: ReadonlyMap<string, Grant | undefined>;
  readonly seats: number | undefined;
  readonly active: ReadonlyMap<string, number>;
  /** Keyed by scope and role, with a space between. */
  readonly holders: ReadonlyMap<string, number>;
  /** `undefined` inside: the person was looked for and has no such grant. */
  readonly grantedRole: { readonly scope: Scope | undefined } | undefined;
}

/** For questions that the rules alone answer. */
export const NOTHING_READ: Prefetched = {
  members: new Map(),
  tenants: new Map(),
  projects: new Map(),
  grants: new Map(),
  seats: undefined,
  active: new Map(),
  holders: new Map(),
  grantedRole: undefined,
};

export function grantKey(place: Place, email: EmailKey): string {
  return `${formatPlace(place)} ${email}`;
}

/** The server's answer to {@link Facts}: one organization, as far as one change needs it. */
export class PrefetchedFacts implements Facts {
  readonly model: RoleModel;
  readonly organization: Facts["organization"];
  readonly #state: OrganizationState;
  readonly #read: Prefetched;

  constructor(state: OrganizationState, read: Prefetched) {
    this.model = state.model;
    this.organization = state;
    this.#state = state;
    this.#read = read;
  }

  role(scope: Scope, key: string): Role | undefined {
    return tryFindRole(this.#state, scope, key);
  }

  organizationRoles(): Iterable<string> {
    return organizationRoles(this.#state);
  }

  hasCustomRoles(): boolean {
    return this.#state.customRoles.size > 0;
  }

  member(email: EmailKey): Member | undefined {
    return wasRead(this.#read.members, email);
  }

  hasTenant(key: string): boolean {
    return wasRead(this.#read.tenants, key) === true;
  }

  tenantOf(project: string): string | null | undefined {
    return wasRead(this.#read.projects, project);
  }

  grant(place: Place, email: EmailKey): Grant | undefined {
    return wasRead(this.#read.grants, grantKey(place, email));
  }

  grantedRole(_email: EmailKey, role: string): Role | undefined {
    if (this.#read.grantedRole === undefined) throw notRead(role);
    const { scope } = this.#read.grantedRole;
    return scope && tryFindRole(this.#state, scope, role);
  }

  seatsTaken(): number {
    if (this.#read.seats === undefined) throw notRead("seats");
    return this.#read.seats;
  }

  activeWithRole(role: string): number {
    return wasRead(this.#read.active, role) ?? 0;
  }

  holdersOf(scope: Scope, role: string): number {
    return wasRead(this.#read.holders, `${scope} ${role}`) ?? 0;
  }
}

function wasRead<Value>(values: ReadonlyMap<string, Value>, key: string): Value | undefined {
  if (!values.has(key)) throw notRead(key);
  return values.get(key);
}

function notRead(what: string): Error {
  return new Error(`a rule asked for ${what}, which was not read for this change`);
}
