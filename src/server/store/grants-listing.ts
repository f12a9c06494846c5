import type { Listing } from "../http/page.ts";
import { projectMemberToWire, tenantMemberToWire } from "../to-wire.ts";
import { type GrantPlace, keyOf } from "./grants.ts";
import { contains, type PeopleFilter } from "./people-listing.ts";
import type { Db, GrantRow } from "./tables.ts";

/** Grants at a tenant or a project, by e-mail address. */
export function grantsListing(
  db: Db,
  organization: string,
  place: GrantPlace,
  filter: PeopleFilter,
): Listing<GrantRow> {
  const grants = () => {
    let query = db
      .selectFrom("grants")
      .where("organization", "=", organization)
      .where("scope", "=", place.scope)
      .where("place", "=", keyOf(place));
    if (filter.role !== undefined) query = query.where("role", "=", filter.role);
    if (filter.search !== undefined) query = query.where(contains("email_key", filter.search));
    return query;
  };
  return {
    async count() {
      const row = await grants()
        .select((count) => count.fn.countAll<number>().as("all"))
        .executeTakeFirstOrThrow();
      return Number(row.all);
    },
    slice([after] = [""], limit) {
      const query = grants()
        .selectAll()
        .where("email_key", ">", after ?? "");
      return query.orderBy("email_key").limit(limit).execute();
    },
    keyOf: (row) => [row.email_key],
    toWire: place.scope === "tenant" ? tenantMemberToWire : projectMemberToWire,
  };
}
