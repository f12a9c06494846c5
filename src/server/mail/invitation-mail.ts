import type { InvitationLetter } from "../store/invitation-letter.ts";

/** What the letter says besides the invitation itself. */
export interface MailContext {
  readonly from: string;
  /** Title or key of the organization. */
  readonly organization: string;
  /** Who invites. */
  readonly inviter: string;
  readonly sentAt: Date;
  /** Unique; the local part of the Message-ID. */
  readonly id: string;
}

/** The invitation as an e-mail (RFC 5322, UTF-8). It is the only place where the one-time token is written. */
export function invitationMail(letter: InvitationLetter, context: MailContext): string {
  const organization = oneLine(context.organization);
  return [
    `From: ${oneLine(context.from)}`,
    `To: ${oneLine(letter.to)}`,
    `Subject: ${encoded(`Invitation to ${organization}`)}`,
    `Date: ${context.sentAt.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${context.id}@charter.invalid>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    `${oneLine(context.inviter)} invites you to ${organization}, as ${letter.role}.`,
    "",
    "To accept, use this one-time token:",
    "",
    `Accept-Token: ${letter.token}`,
    "",
    `It is good until ${letter.expiresAt}. If you did not expect this letter, do nothing.`,
    "",
  ].join("\r\n");
}

/** A line break in a name must not begin another header. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}

function encoded(text: string): string {
  return /^[ -~]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
}
