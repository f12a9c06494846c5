import type { OrganizationState } from "./organization-state.ts";
import type { Db } from "./tables.ts";

/** One thing that was done. */
export interface AuditEntry {
  readonly actor: string;
  readonly kind: string;
  readonly address: string;
  /** The object as it was and as it is; undefined where there is none. */
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** Where a write came from and what it makes: the same for each of its audit events. */
export interface AuditContext {
  readonly organization: Pick<OrganizationState, "id">;
  readonly version: number;
  readonly at: string;
  readonly requestId: string;
  readonly planDigest: string | undefined;
}

/** Appends the events of one write, in the order in which things were done. */
export async function appendAudit(db: Db, context: AuditContext, entries: readonly AuditEntry[]): Promise<void> {
  const rows = entries.map(({ actor, kind, address, before, after }, seq) => ({
    organization: context.organization.id,
    version: context.version,
    seq,
    at: context.at,
    actor,
    kind,
    address,
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
    request_id: context.requestId,
    plan_digest: context.planDigest ?? null,
  }));
  if (rows.length > 0) await db.insertInto("audit_events").values(rows).execute();
}
