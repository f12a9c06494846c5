import type { Listing } from "../http/page.ts";
import { Kept } from "./kept.ts";

const MOST = 1_000;

/**
 * How long listings are, each counted once. Counting looks at every entry and a page at a hundred: of a listing of
 * 100,000, the count was nearly all that a page cost. Whatever changes a listing makes a new version of its
 * organization, so a total holds for its version for ever.
 */
export class Totals {
  readonly #kept = new Kept<number>(MOST);

  /** `name` tells the listing, filters included, from every other one of the organization. */
  counted<Row>(
    { id, version }: { readonly id: string; readonly version: number },
    name: readonly (string | undefined)[],
    listing: Listing<Row>,
  ): Listing<Row> {
    const key = JSON.stringify([id, version, ...name]);
    return { ...listing, count: async () => this.#kept.get(key) ?? this.#kept.set(key, await listing.count()) };
  }
}
