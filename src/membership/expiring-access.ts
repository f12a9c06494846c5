import type { SourcePosition } from "../diagnostics/source.ts";

/** A role that a charter wants only for some days more. */
export interface ExpiringAccess {
  /** `members/EMAIL`, `tenants/KEY/members/EMAIL`, `projects/KEY/members/EMAIL`. */
  readonly address: string;
  readonly role: string;
  /** The last day (UTC) that it is wanted, as YYYY-MM-DD; from the day after, its removal is planned. */
  readonly until: string;
  readonly source?: SourcePosition;
}
