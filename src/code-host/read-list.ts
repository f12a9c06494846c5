import { CodeHostError } from "./code-host-error.ts";
import type { HostAnswer } from "./host-answer.ts";
import type { HostClient } from "./host-client.ts";
import { JsonFields } from "./json-fields.ts";

const PER_PAGE = 100;
/** No listing of one pull request is longer than any that people can read. */
const MOST_PAGES = 200;

/**
 * Every entry of a listing, page by page. A listing that repeats itself, contradicts its own count or never ends is a
 * {@link CodeHostError}: a review that is missing from it may be the one that takes an approval back.
 *
 * @param path with its query, which may have no `page`
 */
export async function readList(client: HostClient, path: string, what: string): Promise<JsonFields[]> {
  const entries = new Map<number, JsonFields>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = `${path.includes("?") ? "&" : "?"}per_page=${PER_PAGE}&page=${page}`;
    const answer = await client.ask({ method: "GET", path: path + query, what });
    const length = takePage(answer, entries, what);
    if (hasNext(answer, page, length)) continue;
    const total = Number(answer.header("x-total") ?? entries.size);
    if (total === entries.size) return [...entries.values()];
    throw unfit(what, `the listing has ${entries.size} entries, and its head says ${total}; try again`);
  }
  throw unfit(what, `the listing has more than ${MOST_PAGES} pages`);
}

/** How many entries the page has. */
function takePage(answer: HostAnswer, entries: Map<number, JsonFields>, what: string): number {
  const items = answer.json();
  if (!Array.isArray(items)) throw unfit(what, "the answer is no list");
  for (const item of items) {
    const fields = new JsonFields(item, what);
    const id = fields.integer("id");
    if (entries.has(id)) throw unfit(what, "the listing repeats an entry, or changed while it was read; try again");
    entries.set(id, fields);
  }
  return items.length;
}

function unfit(what: string, fault: string): CodeHostError {
  return new CodeHostError(`could not ${what}: ${fault}`);
}

/** The host says so in `Link` or `X-Next-Page`; where it says nothing, a full page may have another behind it. */
function hasNext(answer: HostAnswer, page: number, length: number): boolean {
  const link = answer.header("link");
  if (link !== undefined && /\brel="?next\b/.test(link)) return true;
  const next = answer.header("x-next-page");
  if (next !== undefined && next !== "") return Number(next) > page;
  return length >= PER_PAGE;
}
