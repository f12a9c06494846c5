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

/**
 * Takes the key for this request until its transaction ends, and forgets keys older than 24 hours. Where the key was
 * taken, and answered, before: what was kept of that. Of two at the same moment the second waits here for the first.
 */
export async function claimKey(db: Db, once: OnceOnly, now: Date): Promise<KeptAnswer | undefined> {
  await db.deleteFrom("idempotency_keys").where("created_at", "<=", oldest(now)).execute();
  const { principal, key, fingerprint, secret } = once;
  const claimed = await db
    .insertInto("idempotency_keys")
    .values({ principal, key, fingerprint, answer: "", created_at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(["principal", "key"]).doNothing())
    .returning("key")
    .executeTakeFirst();
  if (claimed !== undefined) return undefined;
  const kept = await db
    .selectFrom("idempotency_keys")
    .select(["fingerprint", "answer"])
    .where("principal", "=", principal)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  if (kept.fingerprint !== fingerprint) return { sameRequest: false, answer: "" };
  return { sameRequest: true, answer: unseal(kept.answer, secret, key) };
}

/** Keeps the answer under a key that was claimed. */
export async function keepAnswer(db: Db, once: OnceOnly, answer: string): Promise<void> {
  await db
    .updateTable("idempotency_keys")
    .set({ answer: seal(answer, once.secret, once.key) })
    .where("principal", "=", once.principal)
    .where("key", "=", once.key)
    .execute();
}

function oldest(now: Date): string {
  return new Date(now.getTime() - KEPT_MS).toISOString();
}
