import type { Service } from "../service.ts";

/**
 * Ends what a run that was killed had begun: a letter whose invitation was committed is sent, any other is thrown
 * away. A letter's name ends with the hash of its token.
 */
export async function sendLeftBehind({ store, outbox }: Pick<Service, "store" | "outbox">): Promise<void> {
  for (const [name, letter] of outbox.leftBehind()) {
    const hash = name.split("-").at(-1) ?? "";
    const invited = await store.read((db) =>
      db.selectFrom("members").select("email").where("token_hash", "=", hash).executeTakeFirst(),
    );
    if (invited === undefined) letter.discard();
    else letter.send();
  }
}
