import { type EmailKey, emailKey } from "../../membership/email.ts";
import type { Facts } from "../../membership/facts.ts";
import type { Grant, Member } from "../../membership/organization.ts";
import type { Role } from "../../membership/role-model.ts";
import type { Place, Scope } from "../../membership/scope.ts";

/**
 * What rules look up, as if one person had joined, and everything else were as it is. Made for each person who is
 * waited for: nothing of the organization is copied.
 */
export class OnceJoined implements Facts {
  readonly model: Facts["model"];
  readonly organization: Facts["organization"];
  readonly #facts: Facts;
  readonly #key: EmailKey;
  readonly #person: Member;

  constructor(facts: Facts, person: Member) {
    this.model = facts.model;
    this.organization = facts.organization;
    this.#facts = facts;
    this.#key = emailKey(person.email);
    this.#person = { ...person, status: "active" };
  }

  member(email: EmailKey): Member | undefined {
    return email === this.#key ? this.#person : this.#facts.member(email);
  }

  role(scope: Scope, key: string): Role | undefined {
    return this.#facts.role(scope, key);
  }

  organizationRoles(): Iterable<string> {
    return this.#facts.organizationRoles();
  }

  hasCustomRoles(): boolean {
    return this.#facts.hasCustomRoles();
  }

  hasTenant(key: string): boolean {
    return this.#facts.hasTenant(key);
  }

  tenantOf(project: string): string | null | undefined {
    return this.#facts.tenantOf(project);
  }

  grant(place: Place, email: EmailKey): Grant | undefined {
    return this.#facts.grant(place, email);
  }

  grantedRole(email: EmailKey, role: string): Role | undefined {
    return this.#facts.grantedRole(email, role);
  }

  seatsTaken(): number {
    return this.#facts.seatsTaken();
  }

  activeWithRole(role: string): number {
    return this.#facts.activeWithRole(role);
  }

  holdersOf(scope: Scope, role: string): number {
    return this.#facts.holdersOf(scope, role);
  }
}
