import { invitationMail } from "../mail/invitation-mail.ts";
import type { Service } from "../service.ts";
import type { InvitationLetter } from "../store/invitation-letter.ts";
import { hashOf } from "../store/secrets.ts";
import type { Deed } from "./deed.ts";
import type { Transacting } from "./transact.ts";

/** Writes the letters of a write down, to be sent once it is committed. */
export function prepareLetters(
  { outbox, mailFrom }: Service,
  { letters }: Transacting,
  { state, actor, now }: Deed,
  written: readonly InvitationLetter[],
): void {
  for (const letter of written) {
    const id = hashOf(letter.token);
    const mail = invitationMail(letter, {
      from: mailFrom,
      organization: state.title ?? state.key,
      inviter: actor.email,
      sentAt: now,
      id,
    });
    letters.push(outbox.prepare(`${stamp(now)}-${id}`, mail));
  }
}

/** `20261122T054304123Z`: files of letters sort by time. */
function stamp(now: Date): string {
  return now.toISOString().replaceAll(/[-:.]/g, "");
}
