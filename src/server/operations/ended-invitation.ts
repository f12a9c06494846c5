import { addressOf } from "../../membership/change.ts";
import { type Problem, problem } from "../http/answer.ts";
import { refusalProblem } from "../http/refusal-status.ts";
import { instantInWords } from "../instant-in-words.ts";
import type { EndedInvitationRow, InvitationTokenRow } from "../store/tables.ts";

/** Says what became of an invitation that is over; without one, that there is none of that name. */
export function notPending(named: string, ended: EndedInvitationRow | undefined): Problem {
  if (ended === undefined) {
    return problem(404, "unknown-invitation", `there is no invitation ${JSON.stringify(named)}`);
  }
  const { email, ending, ended_at } = ended;
  const change = { kind: "cancel-invitation" as const, email };
  const message = `the invitation of ${email} was ${ending} on ${instantInWords(new Date(ended_at))}`;
  return refusalProblem(change, [{ code: "invitation-not-pending", address: addressOf(change), message }]);
}

/** Says to whoever holds a token why nothing is accepted by it. Of one that was replaced, a later one may be good. */
export function tokenNotUsable(state: InvitationTokenRow["state"] | undefined): Problem {
  if (state === "used") {
    return problem(409, "invitation-not-pending", "this invitation has been accepted; its token is good for once");
  }
  if (state === "cancelled") return problem(409, "invitation-not-pending", "this invitation has been cancelled");
  const detail = "this invitation token is unknown, or was replaced by the one of a later letter";
  return problem(404, "invitation-token-unknown", detail);
}
