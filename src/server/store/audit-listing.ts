import type { Listing } from "../http/page.ts";
import { auditEventToWire } from "../to-wire.ts";
import type { AuditEventRow, Db } from "./tables.ts";

/** Where a part of an organization's history begins. */
export interface AuditStart {
  /** Only events behind this one. */
  readonly after: AuditPosition;
  /** Only events at or after this instant, ISO 8601. */
  readonly since: string | undefined;
}

/** Version of the organization, and number of the event in it. */
export interface AuditPosition {
  readonly version: number;
  readonly seq: number;
}

/** Audit events, oldest first. */
export function auditListing(db: Db, organization: string, start: AuditStart): Listing<AuditEventRow> {
  return {
    async count() {
      const row = await eventsFrom(db, organization, start)
        .select((count) => count.fn.countAll<number>().as("all"))
        .executeTakeFirstOrThrow();
      return Number(row.all);
    },
    slice(cursor, limit) {
      const [version = 0, seq = 0] = (cursor ?? []).map(wholeNumber);
      const after = later({ version, seq }, start.after);
      return auditSlice(db, organization, { ...start, after }, limit);
    },
    keyOf: ({ version, seq }) => [String(version), String(seq)],
    toWire: auditEventToWire,
  };
}

/**
 * All events up to a version, oldest first. The bounds are plain ones on what is looked at, not on what is found: of
 * these PostgreSQL knows how much they hold, and one that has no statistics yet sorts no more than this.
 */
export async function auditWindow(
  db: Db,
  organization: string,
  start: AuditStart,
  lastVersion: number,
): Promise<AuditEventRow[]> {
  const { after, since } = start;
  const window = db
    .selectFrom("audit_events")
    .selectAll()
    .where("organization", "=", organization)
    .where("version", ">=", after.version)
    .where("version", "<=", lastVersion)
    .where((where) => where.or([where("version", ">", after.version), where("seq", ">", after.seq)]))
    .orderBy("version")
    .orderBy("seq");
  return (since === undefined ? window : window.where("at", ">=", since)).execute();
}

/** So many events, oldest first. */
async function auditSlice(db: Db, organization: string, start: AuditStart, limit: number): Promise<AuditEventRow[]> {
  const events = eventsFrom(db, organization, start).selectAll();
  return events.orderBy("version").orderBy("seq").limit(limit).execute();
}

function eventsFrom(db: Db, organization: string, { after, since }: AuditStart) {
  const events = db
    .selectFrom("audit_events")
    .where("organization", "=", organization)
    .where(({ eb, refTuple, tuple }) => eb(refTuple("version", "seq"), ">", tuple(after.version, after.seq)));
  return since === undefined ? events : events.where("at", ">=", since);
}

/**
 * Where history since an instant begins, found by an index over time: read from the organization's beginning, years
 * would be passed over. Clocks of several servers differ, so what is behind this may still be older.
 */
export async function startSince(db: Db, organization: string, start: AuditStart): Promise<AuditStart> {
  if (start.since === undefined) return start;
  const first = await db
    .selectFrom("audit_events")
    .select((from) => from.fn.min<number | null>("version").as("version"))
    .where("organization", "=", organization)
    .where("at", ">=", start.since)
    .executeTakeFirst();
  const version = first?.version ?? LARGEST;
  return { ...start, after: later(start.after, { version: version - 1, seq: LARGEST }) };
}

/** The position that an event's id names: `42-0`. */
export function readEventId(id: string): AuditPosition {
  const [version = "", seq = ""] = id.split("-");
  return { version: wholeNumber(version), seq: wholeNumber(seq) };
}

function later(left: AuditPosition, right: AuditPosition): AuditPosition {
  const isLater = left.version === right.version ? left.seq > right.seq : left.version > right.version;
  return isLater ? left : right;
}

const LARGEST = 2_147_483_647;

/** A cursor is text that anybody can write: what is no number that the column can have becomes one. */
function wholeNumber(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) ? Math.min(Math.max(number, 0), LARGEST) : 0;
}
