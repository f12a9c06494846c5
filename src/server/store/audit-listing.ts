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
      const [version, seq] = (after ?? ["0", "0"]).map(Number);
      const later = events()
        .selectAll()
        .where((where) =>
          where.or([
            where("version", ">", version ?? 0),
            where.and([where("version", "=", version ?? 0), where("seq", ">", seq ?? 0)]),
          ]),
        );
      return later.orderBy("version").orderBy("seq").limit(limit).execute();
    },
    keyOf: ({ version, seq }) => [String(version), String(seq)],
    toWire: auditEventToWire,
  };
}
