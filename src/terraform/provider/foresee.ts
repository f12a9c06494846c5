import type { ChangeOf } from "../../membership/change.ts";
import { type EmailKey, emailKey } from "../../membership/email.ts";
import type { Facts } from "../../membership/facts.ts";
import { invariants } from "../../membership/invariants.ts";
import { judge } from "../../membership/judge.ts";
import type { Member } from "../../membership/organization.ts";
import type { Refusal } from "../../membership/refusal.ts";
import type { Attempt } from "./attempt.ts";
import { mayBeLifted } from "./lifted-later.ts";
import type { Look } from "./look.ts";
import { OnceJoined } from "./once-joined.ts";
import type { Verdict } from "./planned-organization.ts";

/** What is done once somebody has joined: judged now, and made by the first apply after that. */
export interface Promised extends Attempt {
  readonly change: ChangeOf<"override-permissions" | "grant-tenant-role" | "grant-project-role">;
  /** True where the state has promised the same: nobody does anything about it now, so it is not asked who acts. */
  readonly isKept: boolean;
}

type Invitations = ReadonlyMap<EmailKey, ChangeOf<"invite-member">>;

/**
 * Why promises would be refused once these people have joined, as far as nothing else in the plan could lift it.
 * `attempts` are those of the same resource: whom it invites counts as invited, even where that is refused.
 */
export function foresee(
  { facts, actor }: Look,
  promises: readonly Promised[],
  attempts: readonly Attempt[],
): readonly Verdict[] {
  const invitations = invitationsOf(attempts);
  return promises.flatMap((promised) => {
    const { change, isKept } = promised;
    const person = joining(facts, invitations, emailKey(change.email));
    if (person === undefined) return [];
    const then = new OnceJoined(facts, person);
    const refusals = isKept ? invariants(then, change) : judge(then, actor, change);
    return refusals
      .filter(({ code }) => !mayBeLifted(code, change.kind))
      .map((refusal) => ({ attempt: promised, refusal: foreseen(refusal, change.email), certain: true }));
  });
}

function invitationsOf(attempts: readonly Attempt[]): Invitations {
  return new Map(
    attempts.flatMap(({ change }) => (change.kind === "invite-member" ? [[emailKey(change.email), change]] : [])),
  );
}

function joining(facts: Facts, invitations: Invitations, email: EmailKey): Member | undefined {
  const invited = invitations.get(email);
  if (invited === undefined) return facts.member(email);
  const { role, attributes } = invited;
  return { email: invited.email, role, attributes, status: "active", overrides: {} };
}

function foreseen(refusal: Refusal, email: string): Refusal {
  return { ...refusal, message: `${refusal.message}; this waits until ${email} has joined, and is refused then` };
}
