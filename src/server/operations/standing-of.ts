import { emailKey } from "../../membership/email.ts";
import type { Facts } from "../../membership/facts.ts";
import { ORGANIZATION } from "../../membership/scope.ts";
import { type Actor, holdingsOf, isKeystone } from "../../membership/standing.ts";
import { loadFacts } from "../store/load-facts.ts";
import type { OrganizationState } from "../store/organization-state.ts";
import type { Db } from "../store/tables.ts";
import { wantedOf } from "../store/wanted.ts";

/** What the rules can ask about the actor alone, at the organization. `now` is ISO 8601. */
export function actorFacts(db: Db, state: OrganizationState, actor: Actor, now: string): Promise<Facts> {
  return loadFacts(db, state, wantedOf([emailKey(actor.email)]), now);
}

/** True where the actor holds what the organization must never be without, and their token's ceiling does so too. */
export function holdsKeystone(facts: Facts, actor: Actor): boolean {
  if (actor.ceiling !== undefined) {
    const ceiling = facts.role("organization", actor.ceiling);
    if (ceiling === undefined || !isKeystone(facts, ceiling)) return false;
  }
  return holdingsOf(facts, actor, ORGANIZATION).some(({ role }) => isKeystone(facts, role));
}
