import { instantInWords } from "../instant-in-words.ts";
import { roleInWords } from "../role-in-words.ts";
import type { ClaimedLetter } from "../store/claim-letters.ts";
import { hashOf } from "../store/secrets.ts";
import { type LetterTemplates, type LetterValues, renderHtml, renderText } from "./letter-template.ts";
import { domainOf, formatMailAddress, type MailAddress } from "./mail-address.ts";
import { mimeMessage } from "./mime-message.ts";
import type { Message } from "./postbox.ts";

/** What every letter of a server has in common. */
export interface Letterhead {
  readonly from: MailAddress;
  /** What links begin with, without a slash at the end. */
  readonly publicUrl: string;
  readonly templates: LetterTemplates;
}

/** The invitation as an e-mail. It is the only place where the one-time token is written. */
export function composeLetter(letter: ClaimedLetter, { from, publicUrl, templates }: Letterhead, now: Date): Message {
  const values = valuesOf(letter, publicUrl);
  return {
    name: `${stamp(letter.queuedAt)}-${letter.id}`,
    from: from.address,
    to: letter.to,
    text: mimeMessage({
      from: formatMailAddress(from),
      to: letter.to,
      subject: renderText(templates.subject, values),
      date: now,
      // The same for one token of one invitation, however often it arrives.
      messageId: `${letter.id}.${hashOf(letter.token).slice(0, 16)}@${domainOf(from)}`,
      text: renderText(templates.text, values),
      html: renderHtml(templates.html, values),
    }),
  };
}

function valuesOf(letter: ClaimedLetter, publicUrl: string): LetterValues {
  const { organization, inviter, to, token, expiresAt } = letter;
  return {
    organization: organization.title ?? organization.key,
    inviter,
    email: to,
    role: roleInWords(letter.role, letter.target),
    link: `${publicUrl}/invitations/accept?token=${encodeURIComponent(token)}`,
    token,
    expires: instantInWords(expiresAt),
  };
}

/** `20261122T054304123Z`: files of letters sort by time. */
function stamp(at: Date): string {
  return at.toISOString().replaceAll(/[-:.]/g, "");
}
