import type { Kysely } from "kysely";

/** An organization's history since an instant is found without reading what is older. */
export async function auditByTime({ schema }: Kysely<unknown>): Promise<void> {
  const columns = ["organization", "at"];
  await schema.createIndex("audit_events_by_time").on("audit_events").columns(columns).execute();
}
