import type { Capabilities } from "../membership/capabilities.ts";
import type { PlannableChange } from "../membership/change.ts";
import type { Reading } from "../membership/reading.ts";
import type { RoleModel } from "../membership/role-model.ts";

/** Who the token is, in this organization. */
export interface Identity {
  readonly email: string;
  /** Organization role; undefined for somebody who is no member. */
  readonly role: string | undefined;
  /** An organization role that the token never exceeds. */
  readonly ceiling: string | undefined;
}

/** The reading half: all that planning is handed. What cannot be read is an `ApiError`. */
export interface MembershipReader {
  /** The target as it is named in plans, without credentials. */
  readonly target: string;
  readonly capabilities: Capabilities;
  whoAmI(): Promise<Identity>;
  readRoleModel(): Promise<RoleModel>;
  read(): Promise<Reading>;
}

/** What the live object must still be for a write to go through. */
export interface Precondition {
  readonly etag?: string;
  /** The object must not exist yet. */
  readonly absent?: boolean;
  /** The API's name of the invitation that the change is about. */
  readonly invitation?: string;
}

export interface WriteRequest {
  readonly change: PlannableChange;
  readonly precondition: Precondition;
  /** The same for every attempt at the same change. */
  readonly idempotencyKey: string;
  /** Recorded in the API's audit log. */
  readonly planDigest: string;
}

/** How a write ended. `unknown`: it went out and no answer came back. */
export type WriteResult =
  | { readonly outcome: "done"; readonly etag?: string }
  | { readonly outcome: "failed" | "unknown"; readonly code: string; readonly message: string };

/** The writing half. A refused or failed write is a result; an exception is a bug. */
export interface MembershipWriter {
  readonly capabilities: Capabilities;
  write(request: WriteRequest): Promise<WriteResult>;
}
