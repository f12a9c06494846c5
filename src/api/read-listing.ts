import { clipped } from "../diagnostics/clipped.ts";
import type { Capabilities } from "../membership/capabilities.ts";
import { malformed, readJson } from "./read-body.ts";
import type { Answer, Transport } from "./transport.ts";
import { countOf, listOf, objectOf, optionalTextOf, WireFault, type WireObject } from "./wire-fields.ts";

/** One listing of the API. */
export interface Listing {
  /** Without a query. */
  readonly path: string;
  /** Field by which its entries are told apart. */
  readonly key: string;
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** False for a listing that takes no query: it has one page. */
  readonly paged?: boolean;
}

export interface ListingResult {
  readonly items: readonly WireObject[];
  /** The organization's version of the first page. */
  readonly version: number;
  /** Why the listing can't be trusted; undefined where it can. */
  readonly contradiction: string | undefined;
}

export interface ListingOptions {
  readonly pageSize: number;
  readonly capabilities: Capabilities;
}

interface Page {
  readonly items: readonly WireObject[];
  readonly total: number | undefined;
  readonly version: number;
  readonly cursor: string | undefined;
}

/** A reason stands in plans and reports. */
export const LONGEST_REASON = 500;

/** More pages than that has no organization: a listing without a total could go on for ever. */
const MOST_PAGES = 100_000;

/** Reads a listing page by page, once. What contradicts itself ends the reading: nothing behind it can be trusted. */
export async function readListing(
  transport: Transport,
  listing: Listing,
  options: ListingOptions,
): Promise<ListingResult> {
  const seen = new SeenPages(listing, options.capabilities.totals);
  let cursor: string | undefined;
  do {
    const page = await readPage(transport, listing, options, cursor);
    seen.take(page);
    cursor = page.cursor;
  } while (cursor !== undefined && seen.contradiction === undefined);
  return seen.toResult();
}

async function readPage(
  transport: Transport,
  { path, what, headers = {}, paged = true }: Listing,
  { pageSize, capabilities }: ListingOptions,
  cursor: string | undefined,
): Promise<Page> {
  const query = new URLSearchParams({ limit: String(pageSize), ...(cursor === undefined ? {} : { cursor }) });
  const whole = paged ? `${path}?${query}` : path;
  return await transport.exchange({ method: "GET", path: whole, headers, what }, async (answer) => {
    const body = await readJson(answer);
    return checked(answer, () => {
      const page = objectOf(body, "a page");
      return {
        items: listOf(page, "items").map((item) => objectOf(item, "an entry")),
        total: capabilities.totals ? countOf(page, "total") : undefined,
        version: page.version === undefined ? 0 : countOf(page, "version"),
        cursor: optionalTextOf(page, "cursor"),
      };
    });
  });
}

/** Turns what does not match the API's description into the typed error of the answer. */
export function checked<Result>(answer: Pick<Answer, "status" | "attempted">, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireFault) throw malformed(answer, error.message);
    throw error;
  }
}

/** The guard against listings that can't be trusted. */
class SeenPages {
  contradiction: string | undefined;
  readonly #listing: Listing;
  readonly #totals: boolean;
  readonly #entries = new Map<unknown, WireObject>();
  readonly #cursors = new Set<string>();
  #first: Page | undefined;
  #pages = 0;

  constructor(listing: Listing, totals: boolean) {
    this.#listing = listing;
    this.#totals = totals;
  }

  take(page: Page): void {
    this.#first ??= page;
    this.#compare(page, this.#first);
    for (const item of page.items) this.#add(item);
    this.#count(page);
    if (page.cursor !== undefined) this.#follow(page.cursor, page.items.length);
  }

  toResult(): ListingResult {
    const found = this.#entries.size;
    const total = this.#first?.total;
    if (this.#totals && found !== total) this.#note(`the listing says that it has ${total} entries and had ${found}`);
    return {
      items: [...this.#entries.values()],
      version: this.#first?.version ?? 0,
      contradiction: this.contradiction,
    };
  }

  #compare(page: Page, first: Page): void {
    if (page.version !== first.version)
      this.#note(`the organization changed from version ${first.version} to ${page.version} while it was listed`);
    if (page.total !== first.total) this.#note(`the total changed from ${first.total} to ${page.total}`);
  }

  /** What has more than it says is not read on: it may have no end. */
  #count({ total }: Page): void {
    this.#pages += 1;
    const found = this.#entries.size;
    if (total !== undefined && found > total)
      this.#note(`the listing says that it has ${total} entries and had ${found} so far`);
    if (this.#pages === MOST_PAGES) this.#note(`the listing has more than ${MOST_PAGES} pages`);
  }

  #add(item: WireObject): void {
    const { key } = this.#listing;
    const value = item[key];
    const same = typeof value === "string" ? value.toLowerCase() : value;
    if (this.#entries.has(same)) this.#note(`${String(value)} is listed twice`);
    else this.#entries.set(same, item);
  }

  #follow(cursor: string, items: number): void {
    if (this.#cursors.has(cursor)) this.#note(`the cursor ${cursor} came twice`);
    if (items === 0) this.#note("a page with nothing on it promises another page");
    this.#cursors.add(cursor);
  }

  #note(contradiction: string): void {
    this.contradiction ??= clipped(contradiction, LONGEST_REASON);
  }
}
