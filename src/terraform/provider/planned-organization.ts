import type { PlannableChange } from "../../membership/change.ts";
import type { OrganizationDraft } from "../../membership/draft.ts";
import { type EmailKey, emailKey } from "../../membership/email.ts";
import { applyChange } from "../../membership/evolve.ts";
import { judge } from "../../membership/judge.ts";
import { lookUps } from "../../membership/look-ups.ts";
import type { Member } from "../../membership/organization.ts";
import type { Refusal } from "../../membership/refusal.ts";
import { roleStillNeeded } from "../../membership/role-in-use.ts";
import type { Place, Scope } from "../../membership/scope.ts";
import { seatsExceeded } from "../../membership/seats.ts";
import type { Actor } from "../../membership/standing.ts";
import type { Attempt } from "./attempt.ts";
import { Departures } from "./departures.ts";
import { mayBeLifted } from "./lifted-later.ts";

/** What a resource needs to stay as it is planned. */
export interface Keeps {
  readonly people?: readonly string[];
  readonly roles?: readonly { readonly scope: Scope; readonly role: string }[];
  /** Tenants and projects, where no change says by itself that they have to be there. */
  readonly places?: readonly Place[];
}

export interface Verdict {
  readonly attempt: Attempt;
  readonly refusal: Refusal;
  /** False where something that is planned later may lift it. */
  readonly certain: boolean;
}

/**
 * The organization as all that was planned so far in this run would make it. Resources are planned one by one and in
 * any order, so what is missing for one of them may come with the next.
 */
export class PlannedOrganization {
  readonly draft: OrganizationDraft;
  readonly invited = new Set<EmailKey>();
  readonly departures = new Departures();
  readonly #actor: Actor;
  /** The actor as they are now: what this run takes from them is taken last, whenever it is planned. */
  readonly #standing: Member | undefined;
  readonly #staying = new Set<EmailKey>();
  readonly #keptRoles = new Set<string>();
  readonly #deletedRoles = new Set<string>();
  readonly #replaced = new Set<string>();
  #overflowTold = false;

  readonly #onChange: () => void;

  /** `draft` is this object's own from now on; `onChange` is called with each change that it takes. */
  constructor(draft: OrganizationDraft, actor: Actor, onChange: () => void) {
    this.draft = draft;
    this.#onChange = onChange;
    this.#actor = actor;
    this.#standing = draft.member(emailKey(actor.email));
    if (this.#standing?.status === "active") this.#staying.add(emailKey(actor.email));
  }

  /** Judges attempts in their order, each on what the ones before left, and keeps those that may happen. */
  judge(attempts: readonly Attempt[]): Verdict[] {
    const verdicts: Verdict[] = [];
    for (const attempt of [...attempts].sort((left, right) => left.stage - right.stage)) {
      const refusals = judge(this.draft, this.#actor, attempt.change).map((refusal): Verdict => {
        return { attempt, refusal, certain: this.#isCertain(refusal, attempt.change) };
      });
      verdicts.push(...refusals);
      this.departures.note(this.draft, attempt, attempts);
      if (!refusals.some(({ certain }) => certain)) this.record(attempt.change);
    }
    return verdicts;
  }

  /** Lets a change have happened. Twice the same is once. */
  record(change: PlannableChange): void {
    if (change.kind === "invite-member") this.invited.add(emailKey(change.email));
    if (change.kind === "delete-role") this.#deletedRoles.add(change.role);
    if (this.#isOwnGrant(change)) return;
    applyChange(this.draft, change);
    const own = this.#standing;
    if (own !== undefined && this.draft.member(emailKey(own.email)) !== own) this.draft.setMember(own);
    this.#onChange();
  }

  /** Notes what a resource needs to stay, and gives the reasons why it cannot, whatever is planned later. */
  keep({ people = [], roles = [], places = [] }: Keeps): Refusal[] {
    const newcomers = people.map(emailKey).filter((email) => this.draft.member(email)?.status !== "active");
    for (const email of people) this.#staying.add(emailKey(email));
    for (const { role } of roles) this.#keptRoles.add(role);
    const lost = roles.find(({ role }) => this.#deletedRoles.has(role))?.role;
    return [
      ...(lost === undefined ? [] : [roleStillNeeded(lost)]),
      ...places.flatMap((place) => this.#missing(place)),
      ...this.#overflow(newcomers.length > 0 || !this.#overflowTold),
    ];
  }

  /** An object that is destroyed to be created anew under the same address. */
  replace(address: string): void {
    this.#replaced.add(address);
  }

  isReplaced(address: string): boolean {
    return this.#replaced.has(address);
  }

  #isCertain({ code }: Refusal, change: PlannableChange): boolean {
    if (code === "role-in-use" && change.kind === "delete-role") return this.#keptRoles.has(change.role);
    return !mayBeLifted(code, change.kind);
  }

  /** Whatever is done with a place looks it up first; its end asks for nothing else. */
  #missing(place: Place): Refusal[] {
    if (place.scope === "organization") return [];
    const { draft } = this;
    if (place.scope === "tenant") return lookUps(draft, { kind: "delete-tenant", tenant: place.tenant });
    return lookUps(draft, { kind: "delete-project", project: place.project });
  }

  #overflow(telling: boolean): Refusal[] {
    const refusals = telling ? seatsExceeded(this.draft, this.#staying) : [];
    if (refusals.length > 0) this.#overflowTold = true;
    return refusals;
  }

  #isOwnGrant(change: PlannableChange): boolean {
    if (change.kind !== "revoke-tenant-role" && change.kind !== "revoke-project-role") return false;
    return emailKey(change.email) === emailKey(this.#actor.email);
  }
}
