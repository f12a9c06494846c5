import type { SourcePosition } from "../diagnostics/source.ts";
import type { Privilege } from "../membership/access.ts";
import type { ChangeKind, PlannableChange } from "../membership/change.ts";
import type { RefusalCode } from "../membership/refusal.ts";
import type { GuardCode } from "./guard-code.ts";
import type { Review } from "./review.ts";

/** Names the form of plan files; another number is another form. */
export const PLAN_FORMAT = "charter-plan/v1";

/** What the live object was when the plan was made, and must still be when it is applied. */
export interface Expectation {
  readonly etag?: string;
  readonly role?: string;
  /** The object must not exist. */
  readonly absent?: true;
  /** The API's name of the invitation that the change is about. */
  readonly invitation?: string;
}

/** One line of a plan. */
export interface PlannedChange {
  /** `c1`, `c2` … in the order of execution. */
  readonly id: string;
  readonly address: string;
  readonly change: PlannableChange;
  /** The fields that change, as they are; null for what is created. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** The fields that change, as they will be; null for what is removed. */
  readonly after: Readonly<Record<string, unknown>> | null;
  /** Ids of the changes that must be done before this one starts. */
  readonly needs: readonly string[];
  readonly expects: Expectation;
  /** What happens besides, in words. */
  readonly effects: readonly string[];
  readonly privilege: Privilege;
  readonly source?: SourcePosition;
}

/** Something declared that cannot be done yet, and is no error. */
export interface Waiting {
  readonly address: string;
  readonly for: string;
  readonly role: string;
}

/** Rules and guards, and what makes a whole plan unusable. */
export type PlanRefusalCode =
  | RefusalCode
  | GuardCode
  | "approval-missing"
  | "self-approval"
  | "role-model-mismatch"
  | "stale-plan"
  | "unsupported-by-api";

/** Why the plan may not be applied. */
export interface PlanRefusal {
  readonly code: PlanRefusalCode;
  readonly address: string;
  readonly message: string;
  readonly source?: SourcePosition;
}

/** Live, and declared by no file. */
export interface Unmanaged {
  readonly address: string;
  readonly role?: string;
}

/** What somebody gains and loses at one place. */
export interface AccessDelta {
  /** As the person is declared, else as they are live. */
  readonly email: string;
  /** `organization`, `tenants/KEY`, `projects/KEY`. */
  readonly scope: string;
  readonly gains: readonly string[];
  readonly loses: readonly string[];
  /** Ids of the changes that it comes from, in their order. Absent in plans saved before this was recorded. */
  readonly through?: readonly string[];
  /** Present where the access comes only once an invitation is accepted. */
  readonly once?: "invitation accepted";
}

/** Who applies the plan, with their organization role; null for a role or level that there is not. */
export interface PlanActor {
  readonly email: string;
  readonly role: string | null;
  readonly level: number | null;
}

/** The difference between a charter and the live state, ready to be read, approved and applied. Immutable. */
export interface Plan {
  readonly organization: string;
  /** Key of the role model by whose rules the plan was judged. */
  readonly roleModel: string;
  /** `sha256:…` of everything else in canonical form. */
  readonly digest: string;
  /** The target that was read. */
  readonly api: string;
  readonly actor: PlanActor;
  /** On whose authority it was made, besides the token's. */
  readonly approvers: readonly string[];
  /** Who proposed it; their approval does not count. */
  readonly author?: string;
  /** Where the approvals were read, if they were. */
  readonly review?: Review;
  readonly base: PlanBase;
  readonly changes: readonly PlannedChange[];
  readonly waiting: readonly Waiting[];
  readonly refusals: readonly PlanRefusal[];
  readonly unmanaged: readonly Unmanaged[];
  readonly access: readonly AccessDelta[];
  readonly allowed: readonly GuardCode[];
  readonly summary: Readonly<Partial<Record<ChangeKind, number>>>;
}

/** The state that was read. */
export interface PlanBase {
  readonly version: number;
  /** Objects that the plan counts on without changing them, with their versions. */
  readonly reliesOn: Readonly<Record<string, string>>;
}
