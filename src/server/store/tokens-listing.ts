import type { EmailKey } from "../../membership/email.ts";
import type { Listing } from "../http/page.ts";
import { tokenToWire } from "../to-wire.ts";
import type { Db, TokenRow } from "./tables.ts";

/** Tokens that were made at an organization, by id: everybody's, or one person's. */
export function tokensListing(db: Db, organization: string, owner: EmailKey | undefined): Listing<TokenRow> {
  const tokens = () => {
    const query = db.selectFrom("tokens").where("organization", "=", organization);
    return owner === undefined ? query : query.where("email_key", "=", owner);
  };
  return {
    async count() {
      const row = await tokens()
        .select((count) => count.fn.countAll<number>().as("all"))
        .executeTakeFirstOrThrow();
      return Number(row.all);
    },
    slice: ([after] = [""], limit) =>
      tokens()
        .selectAll()
        .where("id", ">", after ?? "")
        .orderBy("id")
        .limit(limit)
        .execute(),
    keyOf: ({ id }) => [id],
    toWire: tokenToWire,
  };
}
