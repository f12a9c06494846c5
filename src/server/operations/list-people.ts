import type { Answer } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Means } from "../means.ts";
import { type PeopleFilter, peopleListing } from "../store/people-listing.ts";
import type { Look } from "./reading.ts";

/** A page of active members, or of invitations. */
export function listPeople(
  { store }: Means,
  { db, state, now }: Look,
  status: "active" | "invited",
  query: PeopleFilter & { readonly cursor?: string; readonly limit?: number },
): Promise<Answer> {
  const listing = peopleListing(db, state.id, status, query, now);
  return page(query, state.version, store.totals.counted(state, [status, query.role, query.search], listing));
}
