import type { Store } from "./store/store.ts";
import { makeToken } from "./store/tokens.ts";

/** A token that is made by whoever runs the server, without asking the person. */
export interface TokenIssue {
  readonly email: string;
  /** Key of the organization at which it is made; needed for a ceiling. */
  readonly organization?: string;
  /** An organization role that the token never exceeds; it is then good for that organization only. */
  readonly ceiling?: string;
  readonly expiresAt?: Date;
  /** Default: now. */
  readonly at?: Date;
}

/** Makes a token for a person and gives its text, which is kept nowhere. */
export async function issueToken(store: Store, issue: TokenIssue): Promise<string> {
  const { email, ceiling, expiresAt, at = new Date() } = issue;
  return store.write(async (db) => {
    const query = db
      .selectFrom("organizations")
      .select("id")
      .where("key", "=", issue.organization ?? "");
    const organization = (await query.executeTakeFirst())?.id;
    const request = { email, organization, ceiling, expiresAt: expiresAt?.toISOString() };
    return { commit: true, value: (await makeToken(db, request, at)).token };
  });
}
