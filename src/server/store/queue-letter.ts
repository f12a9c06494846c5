import { randomBytes } from "node:crypto";
import { emailKey } from "../../membership/email.ts";
import type { Stroke } from "./stroke.ts";

/**
 * Puts an invitation's letter into the queue, in the transaction that makes the invitation; in place of an earlier
 * one, whether it has left or not. Who invites is who acts.
 */
export async function queueLetter({ db, state, now, actor }: Stroke, email: string): Promise<void> {
  const at = now.toISOString();
  const letter = {
    id: newLetterId(),
    inviter: actor,
    state: "waiting" as const,
    attempts: 0,
    queued_at: at,
    next_attempt_at: at,
    claim: null,
    last_error: null,
  };
  await db
    .insertInto("letters")
    .values({ organization: state.id, email_key: emailKey(email), ...letter })
    .onConflict((conflict) => conflict.columns(["organization", "email_key"]).doUpdateSet(letter))
    .execute();
}

let written = 0;

/** Letters of one millisecond sort in the order in which they were written; the rest is random. */
function newLetterId(): string {
  written = (written + 1) % 0x1000000;
  return `${written.toString(16).padStart(6, "0")}${randomBytes(9).toString("hex")}`;
}

/** A letter that nobody waits for any more. Whoever is sending it is waited for. */
export async function dropLetter({ db, state }: Stroke, email: string): Promise<void> {
  await db
    .deleteFrom("letters")
    .where("organization", "=", state.id)
    .where("email_key", "=", emailKey(email))
    .execute();
}
