import { emailKey } from "../../membership/email.ts";
import { hashOf } from "./secrets.ts";
import type { Stroke } from "./stroke.ts";
import type { Db, InvitationTokenRow, MemberRow } from "./tables.ts";

/** How long a dead token can still say why it is dead, after its invitation would have expired. */
const KEPT_MS = 30 * 86_400_000;

/** A token that a letter is about to carry. */
export interface MintedToken {
  readonly token: string;
  /** Internal id. */
  readonly organization: string;
  readonly email_key: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** Makes tokens good before their letters leave. What died long ago is forgotten on the way. */
export async function enterTokens(db: Db, minted: readonly MintedToken[], now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - KEPT_MS).toISOString();
  await db.deleteFrom("invitation_tokens").where("expires_at", "<=", oldest).execute();
  const rows = minted.map(({ token, organization, email_key, expiresAt }) => ({
    hash: hashOf(token),
    organization,
    email_key,
    state: "live" as const,
    expires_at: expiresAt,
  }));
  if (rows.length > 0) await db.insertInto("invitation_tokens").values(rows).execute();
}

/** Takes back a token whose letter certainly did not leave. */
export async function forgetToken(db: Db, token: string): Promise<void> {
  await db.deleteFrom("invitation_tokens").where("hash", "=", hashOf(token)).execute();
}

/**
 * Every token of this invitation dies. Call it after the letter was dropped or replaced: whoever was sending it has
 * entered a token, and that one has to die as well.
 */
export async function endTokens(
  { db, state }: Stroke,
  email: string,
  end: Exclude<InvitationTokenRow["state"], "live">,
): Promise<void> {
  await db
    .updateTable("invitation_tokens")
    .set({ state: end })
    .where("organization", "=", state.id)
    .where("email_key", "=", emailKey(email))
    .where("state", "=", "live")
    .execute();
}

/** The token while it can be used, with the invitation that it accepts. */
export function usableToken(db: Db, token: string) {
  return db
    .selectFrom("invitation_tokens")
    .innerJoin("members", (join) =>
      join
        .onRef("members.organization", "=", "invitation_tokens.organization")
        .onRef("members.email_key", "=", "invitation_tokens.email_key"),
    )
    .where("invitation_tokens.hash", "=", hashOf(token))
    .where("invitation_tokens.state", "=", "live");
}

/** The invitation that a token accepts; undefined for one that is unknown or dead. It may have expired. */
export async function invitationOfToken(db: Db, token: string): Promise<MemberRow | undefined> {
  return usableToken(db, token).selectAll("members").executeTakeFirst();
}

/** What has become of a token; undefined for one that is unknown or was forgotten. */
export async function tokenState(db: Db, token: string): Promise<InvitationTokenRow["state"] | undefined> {
  const query = db.selectFrom("invitation_tokens").select("state").where("hash", "=", hashOf(token));
  return (await query.executeTakeFirst())?.state;
}
