import type { OrganizationState } from "./organization-state.ts";
import type { Db } from "./tables.ts";

/** One change on its way into the tables. */
export interface Stroke {
  readonly db: Db;
  readonly state: OrganizationState;
  /** The version of the organization that this write makes. */
  readonly version: number;
  readonly now: Date;
  /** E-mail address of who acts. */
  readonly actor: string;
}
