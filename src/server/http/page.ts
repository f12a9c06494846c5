import { type Answer, done, problem } from "./answer.ts";
import { textFault } from "./text-fault.ts";

/** A listing that can be read from any key on, in the order of its keys. */
export interface Listing<Row> {
  count(): Promise<number>;
  slice(after: readonly string[] | undefined, limit: number): Promise<readonly Row[]>;
  /** What the row is sorted by. */
  keyOf(row: Row): readonly string[];
  toWire(row: Row): object;
}

interface PageQuery {
  readonly cursor?: string;
  readonly limit?: number;
}

/** One page: the entries after the cursor, how many there are in all, and the cursor of the next page. */
export async function page<Row>(query: PageQuery, version: number, listing: Listing<Row>): Promise<Answer> {
  const limit = query.limit ?? 100;
  const after = query.cursor === undefined ? undefined : tryReadCursor(query.cursor);
  if (query.cursor !== undefined && after === undefined) {
    return problem(400, "invalid-request", "the cursor is not one that this listing gave");
  }
  const rows = await listing.slice(after, limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const cursor = rows.length > limit && last !== undefined ? { cursor: writeCursor(listing.keyOf(last)) } : {};
  const total = await listing.count();
  return done(200, { items: items.map((row) => listing.toWire(row)), total, ...cursor, version });
}

function writeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

function tryReadCursor(cursor: string): string[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (!Array.isArray(key) || key.length === 0 || textFault(key) !== undefined) return undefined;
    return key.every((part) => typeof part === "string") ? key : undefined;
  } catch {
    return undefined;
  }
}
