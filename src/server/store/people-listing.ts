import { type SqlBool, sql } from "kysely";
import type { Listing } from "../http/page.ts";
import { invitationToWire, memberToWire } from "../to-wire.ts";
import type { Db, MemberRow } from "./tables.ts";

/** Which people to list. */
export interface PeopleFilter {
  readonly role?: string;
  readonly search?: string;
}

/** Active members, or invitations, by e-mail address. `now` is ISO 8601. */
export function peopleListing(
  db: Db,
  organization: string,
  status: MemberRow["status"],
  filter: PeopleFilter,
  now: string,
): Listing<MemberRow> {
  const people = () => {
    let query = db.selectFrom("members").where("organization", "=", organization).where("status", "=", status);
    if (filter.role !== undefined) query = query.where("role", "=", filter.role);
    if (filter.search !== undefined) query = query.where(contains("email_key", filter.search));
    return query;
  };
  return {
    async count() {
      const row = await people()
        .select((count) => count.fn.countAll<number>().as("all"))
        .executeTakeFirstOrThrow();
      return Number(row.all);
    },
    slice([after] = [""], limit) {
      const query = people()
        .selectAll()
        .where("email_key", ">", after ?? "");
      return query.orderBy("email_key").limit(limit).execute();
    },
    keyOf: (row) => [row.email_key],
    toWire: (row) => (status === "active" ? memberToWire(row) : invitationToWire(row, now)),
  };
}

/** The text occurs in the column's, where `%` and `_` stand for themselves. */
export function contains(column: "email_key", text: string) {
  const pattern = `%${text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`;
}
