import { newId, newInvitationToken } from "./secrets.ts";

/** What has to be told to an invited person. The token is nowhere else: only its hash is kept. */
export interface InvitationLetter {
  readonly to: string;
  readonly role: string;
  readonly token: string;
  readonly expiresAt: string;
}

/** A fresh invitation for somebody: its id, its one-time token and when it expires. */
export interface IssuedInvitation {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: string;
}

const DAY_MS = 86_400_000;

export function issueInvitation(now: Date, lifetimeDays: number): IssuedInvitation {
  const expiresAt = new Date(now.getTime() + lifetimeDays * DAY_MS).toISOString();
  return { id: newId(), token: newInvitationToken(), expiresAt };
}
