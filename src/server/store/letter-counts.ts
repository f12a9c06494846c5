import type { Db } from "./tables.ts";

/** What the queue holds, over all organizations. */
export interface LetterCounts {
  readonly waiting: number;
  /** Given up, until their invitation is sent again. */
  readonly refused: number;
  /** Since when the one that waits longest has been waiting; undefined where none waits. */
  readonly oldest: Date | undefined;
}

export async function countLetters(db: Db): Promise<LetterCounts> {
  const rows = await db
    .selectFrom("letters")
    .select(({ fn }) => ["state", fn.countAll<number>().as("count"), fn.min("queued_at").as("oldest")])
    .where("state", "in", ["waiting", "refused"])
    .groupBy("state")
    .execute();
  const waiting = rows.find(({ state }) => state === "waiting");
  const refused = rows.find(({ state }) => state === "refused");
  return {
    waiting: Number(waiting?.count ?? 0),
    refused: Number(refused?.count ?? 0),
    oldest: waiting === undefined ? undefined : new Date(waiting.oldest),
  };
}
