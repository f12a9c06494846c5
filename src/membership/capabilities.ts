/** What a system behind the ports can do. A planner asks for nothing that it cannot. */
export interface Capabilities {
  /** Objects carry versions that a write can be bound to. */
  readonly etags: boolean;
  /** The whole organization can be read at one version. */
  readonly snapshot: boolean;
  readonly invitations: "none" | "permanent" | "expiring";
  readonly overrides: boolean;
  readonly customRoles: boolean;
  /** Listings say how many entries there are. */
  readonly totals: boolean;
  /** A repeated write with the same key is carried out once. */
  readonly idempotency: boolean;
  /** A write that is answered with success has happened. Where false, the result is read again and compared. */
  readonly confirmsWrites: boolean;
}
