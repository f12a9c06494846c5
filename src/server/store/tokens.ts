import { emailKey } from "../../membership/email.ts";
import { hashOf, newBearerToken, newId } from "./secrets.ts";
import type { Db, TokenRow } from "./tables.ts";

/** A token to be made. */
export interface TokenRequest {
  readonly email: string;
  /** Internal id of the organization at which it is made. */
  readonly organization: string | undefined;
  readonly title?: string | undefined;
  /** An organization role that the token never exceeds. */
  readonly ceiling?: string | undefined;
  /** ISO 8601. */
  readonly expiresAt?: string | undefined;
}

/** The text of a token, which is shown once, and what is kept of it. */
export interface MadeToken {
  readonly token: string;
  readonly row: TokenRow;
}

export async function makeToken(db: Db, request: TokenRequest, now: Date): Promise<MadeToken> {
  const token = newBearerToken();
  const row: TokenRow = {
    id: newId(),
    hash: hashOf(token),
    email_key: emailKey(request.email),
    email: request.email,
    organization: request.organization ?? null,
    title: request.title ?? null,
    ceiling: request.ceiling ?? null,
    created_at: now.toISOString(),
    expires_at: request.expiresAt ?? null,
  };
  await db.insertInto("tokens").values(row).execute();
  return { token, row };
}
