import type { Collection } from "./declaration.ts";
import type { Organization } from "./organization.ts";

/** How far a listing can be trusted. Nothing is removed from what is not complete. */
export type Completeness =
  | { readonly state: "complete" }
  /** Came back short, contradicted itself, or changed while it was read. */
  | { readonly state: "truncated"; readonly reason: string }
  /** The API refuses or does not offer it. */
  | { readonly state: "unreadable"; readonly reason: string };

/** The live organization as it was read. Pending and expired invitations are among its members. */
export interface Reading {
  readonly organization: Organization;
  /** The organization's version, where the API counts one; 0 otherwise. */
  readonly version: number;
  readonly completeness: Readonly<Record<Collection, Completeness>>;
}
