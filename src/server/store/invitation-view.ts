import type { InvitationTarget } from "../../membership/organization.ts";
import { tokenState, usableToken } from "./invitation-tokens.ts";
import { statusOf, targetOf } from "./rows.ts";
import type { Db, InvitationTokenRow } from "./tables.ts";

/** What whoever holds the token of an invitation may see of it. */
export type InvitationView =
  | { readonly state: "pending" | "expired"; readonly invitation: ShownInvitation }
  /** Nothing to accept: `unknown` is a token that never was, or died long ago. */
  | { readonly state: Exclude<InvitationTokenRow["state"], "live"> | "unknown" };

export interface ShownInvitation {
  /** Title of the organization, or its key. */
  readonly organization: string;
  readonly email: string;
  /** E-mail address; undefined where nobody knows any more. */
  readonly inviter: string | undefined;
  readonly role: string;
  readonly target: InvitationTarget | undefined;
  readonly expiresAt: Date;
  /** The person has no account yet. */
  readonly isNew: boolean;
}

/** Looks at an invitation by its token, and changes nothing. */
export async function viewInvitation(db: Db, token: string, now: Date): Promise<InvitationView> {
  const row = await rowOf(db, token);
  if (row === undefined) {
    const state = await tokenState(db, token);
    return { state: state === undefined || state === "live" ? "unknown" : state };
  }
  const state = statusOf(row, now.toISOString()) === "expired" ? "expired" : "pending";
  const invitation = {
    organization: row.title ?? row.key,
    email: row.email,
    inviter: row.inviter ?? undefined,
    role: row.role,
    target: targetOf(row),
    expiresAt: new Date(row.expires_at ?? now),
    isNew: row.account === null,
  };
  return { state, invitation };
}

async function rowOf(db: Db, token: string) {
  return usableToken(db, token)
    .innerJoin("organizations", "organizations.id", "invitation_tokens.organization")
    .leftJoin("letters", (join) =>
      join
        .onRef("letters.organization", "=", "members.organization")
        .onRef("letters.email_key", "=", "members.email_key"),
    )
    .leftJoin("accounts", "accounts.email_key", "members.email_key")
    .select(["organizations.key", "organizations.title", "letters.inviter", "accounts.email_key as account"])
    .select(["members.email", "members.role", "members.status", "members.expires_at"])
    .select(["members.target_scope", "members.target_place", "members.target_role"])
    .executeTakeFirst();
}
