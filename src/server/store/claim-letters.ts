import { sql } from "kysely";
import type { InvitationTarget } from "../../membership/organization.ts";
import { enterTokens, forgetToken } from "./invitation-tokens.ts";
import { targetOf } from "./rows.ts";
import { newId, newInvitationToken } from "./secrets.ts";
import type { Db } from "./tables.ts";

/** A letter that this process is to send now, with a token that is good already and nowhere else. */
export interface ClaimedLetter {
  readonly id: string;
  /** Names this attempt: a letter that was replaced meanwhile is not touched any more. */
  readonly claim: string;
  /** This attempt's number, from 1. */
  readonly attempt: number;
  readonly queuedAt: Date;
  readonly organization: { readonly key: string; readonly title: string | undefined };
  /** Id of the invitation. */
  readonly invitation: string;
  readonly to: string;
  /** E-mail address of who invites. */
  readonly inviter: string;
  readonly role: string;
  readonly target: InvitationTarget | undefined;
  readonly expiresAt: Date;
  readonly token: string;
}

export interface ClaimOptions {
  readonly now: Date;
  /** When the claim is given up, and the letter is anybody's again. */
  readonly until: Date;
  readonly most: number;
}

export interface Claimed {
  readonly letters: readonly ClaimedLetter[];
  /** Letters whose invitation has expired before they could leave; they are gone. */
  readonly expired: number;
}

/** Whether there is a letter to be sent at that time. */
export async function hasDueLetters(db: Db, now: Date): Promise<boolean> {
  return (await dueLetters(db, now).limit(1).executeTakeFirst()) !== undefined;
}

function dueLetters(db: Db, now: Date) {
  return db
    .selectFrom("letters")
    .select("id")
    .where("state", "=", "waiting")
    .where("next_attempt_at", "<=", now.toISOString());
}

/**
 * Takes letters that are due, so that no other process sends them until the claim ends, and makes a token for each.
 * Of two that claim at once the second waits for the first and looks again, by the conditions of the update.
 */
export async function claimLetters(db: Db, { now, until, most }: ClaimOptions): Promise<Claimed> {
  const claim = newId();
  await db
    .updateTable("letters")
    .set({ claim, next_attempt_at: until.toISOString(), attempts: sql`attempts + 1` })
    .where("id", "in", dueLetters(db, now).orderBy("next_attempt_at").limit(most))
    .where("state", "=", "waiting")
    .where("next_attempt_at", "<=", now.toISOString())
    .execute();
  const rows = await claimedRows(db, claim);
  const good = rows.filter(({ expires_at }) => expires_at > now.toISOString());
  const letters = good.map((row) => ({ row, token: newInvitationToken() }));
  await enterTokens(
    db,
    letters.map(({ row, token }) => ({ ...row, token, expiresAt: row.expires_at })),
    now,
  );
  const late = rows.filter(({ expires_at }) => expires_at <= now.toISOString());
  if (late.length > 0) {
    const ids = late.map(({ id }) => id);
    await db.deleteFrom("letters").where("id", "in", ids).execute();
  }
  return { letters: letters.map(({ row, token }) => claimedLetter(row, claim, token)), expired: late.length };
}

type ClaimedRow = Awaited<ReturnType<typeof claimedRows>>[number];

async function claimedRows(db: Db, claim: string) {
  return db
    .selectFrom("letters")
    .innerJoin("members", (join) =>
      join
        .onRef("members.organization", "=", "letters.organization")
        .onRef("members.email_key", "=", "letters.email_key"),
    )
    .innerJoin("organizations", "organizations.id", "letters.organization")
    .select(["letters.id", "letters.attempts", "letters.queued_at", "letters.inviter"])
    .select(["letters.organization", "letters.email_key", "organizations.key", "organizations.title"])
    .select([
      "members.invitation",
      "members.email",
      "members.role",
      "members.target_scope",
      "members.target_place",
      "members.target_role",
    ])
    .select(({ fn, val }) => fn.coalesce("members.expires_at", val("")).as("expires_at"))
    .where("letters.claim", "=", claim)
    .orderBy("letters.queued_at")
    .orderBy("letters.email_key")
    .execute();
}

function claimedLetter(row: ClaimedRow, claim: string, token: string): ClaimedLetter {
  return {
    id: row.id,
    claim,
    attempt: row.attempts,
    queuedAt: new Date(row.queued_at),
    organization: { key: row.key, title: row.title ?? undefined },
    invitation: row.invitation ?? "",
    to: row.email,
    inviter: row.inviter,
    role: row.role,
    target: targetOf(row),
    expiresAt: new Date(row.expires_at),
    token,
  };
}

/** How an attempt ended, as the queue keeps it. */
export type LetterOutcome =
  | { readonly state: "sent" }
  | { readonly state: "refused"; readonly error: string }
  | { readonly state: "waiting"; readonly error: string; readonly nextAttemptAt: Date; readonly mayHaveLeft: boolean };

/** Writes down how an attempt ended. A letter that was replaced or dropped meanwhile stays as it is. */
export async function settleLetter(db: Db, letter: ClaimedLetter, outcome: LetterOutcome): Promise<void> {
  const { state } = outcome;
  await db
    .updateTable("letters")
    .set({
      state,
      claim: null,
      last_error: "error" in outcome ? outcome.error : null,
      ...(state === "waiting" ? { next_attempt_at: outcome.nextAttemptAt.toISOString() } : {}),
    })
    .where("id", "=", letter.id)
    .where("claim", "=", letter.claim)
    .execute();
  const left = state === "sent" || (state === "waiting" && outcome.mayHaveLeft);
  if (!left) await forgetToken(db, letter.token);
}

/**
 * Makes every letter that waits due at once, claimed or not: for the start of the only process that sends from this
 * database. Whoever started it anew may have mended what stood in the way.
 */
export async function makeAllDue(db: Db, now: Date): Promise<void> {
  await db
    .updateTable("letters")
    .set({ claim: null, next_attempt_at: now.toISOString() })
    .where("state", "=", "waiting")
    .execute();
}
