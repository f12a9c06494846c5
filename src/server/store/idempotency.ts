import { seal, unseal } from "./sealed.ts";
import type { Db } from "./tables.ts";

/** A write that is to be carried out once, however often it is asked for. */
export interface OnceOnly {
  /** Whose keys they are: each token has its own. */
  readonly principal: string;
  readonly key: string;
  /** Of method, path, body and conditions: the same key for another request is a fault. */
  readonly fingerprint: string;
  /** Known to the caller alone. */
  readonly secret: string;
}

/** What an earlier request with this key was, and was answered. */
export interface KeptAnswer {
  readonly sameRequest: boolean;
  readonly answer: string;
}

const KEPT_MS = 24 * 3_600_000;

/** The answer that was kept for this key, unless it is older than 24 hours. */
export async function tryRecallAnswer(db: Db, once: OnceOnly, now: Date): Promise<KeptAnswer | undefined> {
  const row = await db
    .selectFrom("idempotency_keys")
    .select(["fingerprint", "answer"])
    .where("principal", "=", once.principal)
    .where("key", "=", once.key)
    .where("created_at", ">", oldest(now))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.fingerprint !== once.fingerprint) return { sameRequest: false, answer: "" };
  return { sameRequest: true, answer: unseal(row.answer, once.secret, once.key) };
}

/** Keeps an answer for 24 hours, and forgets older ones. */
export async function keepAnswer(db: Db, once: OnceOnly, answer: string, now: Date): Promise<void> {
  await db.deleteFrom("idempotency_keys").where("created_at", "<=", oldest(now)).execute();
  await db
    .insertInto("idempotency_keys")
    .values({
      principal: once.principal,
      key: once.key,
      fingerprint: once.fingerprint,
      answer: seal(answer, once.secret, once.key),
      created_at: now.toISOString(),
    })
    .execute();
}

function oldest(now: Date): string {
  return new Date(now.getTime() - KEPT_MS).toISOString();
}
