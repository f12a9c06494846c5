import { addressOf, type Change } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import type { Facts } from "../../membership/facts.ts";
import { subjectOf } from "../../membership/subject.ts";

/** The address of a change's object. A person who is known has one, however the request spells them. */
export function keptAddress(facts: Facts, change: Change): string {
  if (!("email" in change)) return addressOf(change);
  const kept = facts.member(emailKey(change.email))?.email ?? grantedEmail(facts, change);
  return addressOf(kept === undefined ? change : { ...change, email: kept });
}

/** Whoever has a role at a tenant or a project need not be a member. */
function grantedEmail(facts: Facts, change: Change): string | undefined {
  const subject = subjectOf(change);
  if (subject === undefined || subject.place.scope === "organization") return undefined;
  return facts.grant(subject.place, subject.email)?.email;
}
