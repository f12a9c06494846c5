import type { Listing } from "../http/page.ts";
import { auditEventToWire } from "../to-wire.ts";
import type { AuditEventRow, Db } from "./tables.ts";

/** Audit events, oldest first. */
export function auditListing(db: Db, organization: string): Listing<AuditEventRow> {
  const events = () => db.selectFrom("audit_events").where("organization", "=", organization);
  return {
    async count() {
      const row = await events()
        .select((count) => count.fn.countAll<number>().as("all"))
        .executeTakeFirstOrThrow();
      return Number(row.all);
    },
    slice(after, limit) {
      const [version = 0, seq = 0] = (after ?? []).map(wholeNumber);
      const later = events()
        .selectAll()
        .where((where) =>
          where.or([
            where("version", ">", version),
            where.and([where("version", "=", version), where("seq", ">", seq)]),
          ]),
        );
      return later.orderBy("version").orderBy("seq").limit(limit).execute();
    },
    keyOf: ({ version, seq }) => [String(version), String(seq)],
    toWire: auditEventToWire,
  };
}

const LARGEST = 2_147_483_647;

/** A cursor is text that anybody can write: what is no number that the column can have becomes one. */
function wholeNumber(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) ? Math.min(Math.max(number, 0), LARGEST) : 0;
}
