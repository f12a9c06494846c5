import type { PlannableChange } from "../../membership/change.ts";
import type { OrganizationDraft } from "../../membership/draft.ts";
import { emailKey } from "../../membership/email.ts";
import type { Attempt } from "./attempt.ts";

/**
 * Which changes take somebody off a role, or a project out of a tenant. Terraform destroys a role before it updates
 * those who refer to it, so the plan of the destruction carries with it what has to come first.
 */
export class Departures {
  readonly #from = new Map<string, PlannableChange[]>();

  /** To be told before the attempt changes the draft. `all` are the attempts of the same resource. */
  note(draft: OrganizationDraft, { change }: Attempt, all: readonly Attempt[]): void {
    for (const address of leftBy(draft, change)) {
      const known = this.#from.get(address) ?? [];
      known.push(change, ...successors(change, all));
      this.#from.set(address, known);
    }
  }

  /** What was planned so far to leave the object at an address. */
  from(address: string): readonly PlannableChange[] {
    return this.#from.get(address) ?? [];
  }
}

/** Of planned departures, those that have not happened yet. */
export function outstanding(
  facts: OrganizationDraft,
  address: string,
  changes: readonly PlannableChange[],
): readonly PlannableChange[] {
  return changes.filter((change) =>
    change.kind === "invite-member"
      ? facts.member(emailKey(change.email))?.status !== "active" && !isInvitedAs(facts, change)
      : leftBy(facts, change).includes(address),
  );
}

/** Addresses of roles and tenants that a change takes somebody or something away from. */
function leftBy(facts: OrganizationDraft, change: PlannableChange): readonly string[] {
  switch (change.kind) {
    case "change-role":
    case "cancel-invitation": {
      const member = facts.member(emailKey(change.email));
      const target = change.kind === "cancel-invitation" ? member?.invitation?.target?.role : undefined;
      return [member?.role, target].flatMap((role) => (role === undefined ? [] : [`roles/${role}`]));
    }
    case "change-tenant-role":
      return rolesAt(facts.grant({ scope: "tenant", tenant: change.tenant }, emailKey(change.email))?.role);
    case "change-project-role":
      return rolesAt(facts.grant({ scope: "project", project: change.project }, emailKey(change.email))?.role);
    case "update-project": {
      const tenant = facts.tenantOf(change.project);
      return change.tenant === undefined || !tenant || tenant === change.tenant ? [] : [`tenants/${tenant}`];
    }
    default:
      return [];
  }
}

function rolesAt(role: string | undefined): readonly string[] {
  return role === undefined ? [] : [`roles/${role}`];
}

/** An invitation that is cancelled for another one is no departure without it. */
function successors(change: PlannableChange, all: readonly Attempt[]): PlannableChange[] {
  if (change.kind !== "cancel-invitation") return [];
  const email = emailKey(change.email);
  return all.flatMap(({ change: next }) =>
    next.kind === "invite-member" && emailKey(next.email) === email ? [next] : [],
  );
}

function isInvitedAs(
  facts: OrganizationDraft,
  { email, role }: { readonly email: string; readonly role: string },
): boolean {
  return facts.member(emailKey(email))?.role === role;
}
