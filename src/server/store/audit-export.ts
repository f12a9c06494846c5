import { setImmediate } from "node:timers/promises";
import { type AuditStart, auditWindow } from "./audit-listing.ts";
import type { Store } from "./store.ts";
import type { AuditEventRow } from "./tables.ts";

/** Versions whose events are read, and sent, at once; most have one. */
const CHUNK = 1_000;

/** Which events to export. */
export interface AuditExport {
  readonly start: AuditStart;
  /** The organization's version when the export was asked for: what is written meanwhile is for the next one. */
  readonly until: number;
  /** At most so many. */
  readonly limit: number | undefined;
}

/**
 * Audit events as NDJSON, oldest first, in chunks of many lines. What has been written never changes, so each chunk is
 * a read of its own: a slow reader holds neither a connection nor a view, and costs a chunk of memory.
 */
export async function* auditChunks(
  store: Pick<Store, "read">,
  organization: string,
  { start, until, limit = Number.POSITIVE_INFINITY }: AuditExport,
): AsyncGenerator<string> {
  let { after } = start;
  let left = limit;
  while (left > 0 && (after.version < until || (after.version === until && after.seq < LAST))) {
    const last = Math.min(after.version + CHUNK, until);
    const rows = await store.read((db) => auditWindow(db, organization, { ...start, after }, last));
    const wanted = rows.slice(0, left);
    if (wanted.length > 0) yield wanted.map(auditLine).join("");
    after = { version: last, seq: LAST };
    left -= wanted.length;
    await setImmediate();
  }
}

/** Behind every event of its version. */
const LAST = 2_147_483_647;

const text = JSON.stringify;

/** The event as its listing has it; what is kept as JSON is copied as it is. */
export function auditLine(row: AuditEventRow): string {
  const what = `"at":${text(row.at)},"actor":${text(row.actor)},"kind":${text(row.kind)},"address":${text(row.address)}`;
  const states = `"before":${row.before ?? "null"},"after":${row.after ?? "null"}`;
  const digest = row.plan_digest === null ? "" : `,"planDigest":${text(row.plan_digest)}`;
  const from = `"version":${row.version},"requestId":${text(row.request_id)}${digest}`;
  return `{"id":"${row.version}-${row.seq}",${what},${states},${from}}\n`;
}
