import type { OrganizationDraft } from "../membership/draft.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Facts } from "../membership/facts.ts";
import type { Grant, Member } from "../membership/organization.ts";
import type { Role } from "../membership/role-model.ts";
import type { Place, Scope } from "../membership/scope.ts";

/** Marks the key of a role as the approver's, who has it as it is live. No role's own key has this character. */
const LIVE = "\u0000";

/**
 * The organization at one step of a plan, with one person's own standing as it is live, before the plan. Asked about
 * that person, it answers with what they hold now, by roles as they are now and in places where they are now: nothing
 * that the plan gives them, or puts into a role of theirs, makes them a stronger approver.
 */
export class ApproverFacts implements Facts {
  readonly #live: OrganizationDraft;
  readonly #step: OrganizationDraft;
  readonly #approver: EmailKey;

  constructor(live: OrganizationDraft, step: OrganizationDraft, approver: string) {
    this.#live = live;
    this.#step = step;
    this.#approver = emailKey(approver);
  }

  get model(): Facts["model"] {
    return this.#step.model;
  }

  get organization(): Facts["organization"] {
    return this.#step.organization;
  }

  role(scope: Scope, key: string): Role | undefined {
    return key.startsWith(LIVE) ? this.#live.role(scope, key.slice(LIVE.length)) : this.#step.role(scope, key);
  }

  organizationRoles(): Iterable<string> {
    return this.#step.organizationRoles();
  }

  hasCustomRoles(): boolean {
    return this.#step.hasCustomRoles();
  }

  member(email: EmailKey): Member | undefined {
    return email === this.#approver ? asLive(this.#live.member(email)) : this.#step.member(email);
  }

  hasTenant(key: string): boolean {
    return this.#step.hasTenant(key);
  }

  /** A project that the plan moves lends no authority to those of the tenant that it moves into. */
  tenantOf(project: string): string | null | undefined {
    const tenant = this.#live.tenantOf(project);
    return tenant === undefined ? this.#step.tenantOf(project) : tenant;
  }

  grant(place: Place, email: EmailKey): Grant | undefined {
    return email === this.#approver ? asLive(this.#live.grant(place, email)) : this.#step.grant(place, email);
  }

  grantedRole(email: EmailKey, role: string): Role | undefined {
    return (email === this.#approver ? this.#live : this.#step).grantedRole(email, role);
  }

  seatsTaken(): number {
    return this.#step.seatsTaken();
  }

  activeWithRole(role: string): number {
    return this.#step.activeWithRole(role);
  }

  holdersOf(scope: Scope, role: string): number {
    return this.#step.holdersOf(scope, role);
  }
}

function asLive<Held extends { readonly role: string }>(held: Held | undefined): Held | undefined {
  return held && { ...held, role: LIVE + held.role };
}
