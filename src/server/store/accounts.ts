import { emailKey } from "../../membership/email.ts";
import type { Db } from "./tables.ts";

/** Makes an account for somebody who has none; true where one was made. */
export async function ensureAccount(
  db: Db,
  { email, name }: { readonly email: string; readonly name?: string | undefined },
  now: Date,
): Promise<boolean> {
  const made = await db
    .insertInto("accounts")
    .values({ email_key: emailKey(email), email, name: name ?? null, created_at: now.toISOString() })
    .onConflict((conflict) => conflict.column("email_key").doNothing())
    .returning("email_key")
    .executeTakeFirst();
  return made !== undefined;
}
