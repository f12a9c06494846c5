import type { SourcePosition } from "../diagnostics/source.ts";

/** Every reason for which a change is refused, in the order in which reasons are reported. */
export const REFUSAL_CODES = [
  // authority
  "permission-missing",
  "role-above-actor",
  "member-above-actor",
  "permission-not-held",
  "self-promotion",
  "owner-by-transfer-only",
  "owner-must-be-active",
  "last-owner",
  // invariants
  "role-not-on-tier",
  "custom-roles-not-on-tier",
  "seat-limit-reached",
  "role-in-use",
  "not-an-organization-member",
  "permission-not-overridable",
  "attribute-required",
  "attribute-invalid",
  // look-ups
  "unknown-role",
  "unknown-permission",
  "unknown-member",
  "unknown-tenant",
  "unknown-project",
  "wrong-scope",
  "already-a-member",
  "already-invited",
  "already-exists",
  "invitation-expired",
  "invitation-not-pending",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why a change may not happen: a value with a stable code and a sentence for people. */
export interface Refusal {
  readonly code: RefusalCode;
  /** The address of the object that the refused change is about. */
  readonly address: string;
  readonly message: string;
  readonly source?: SourcePosition;
}

const RANK: ReadonlyMap<RefusalCode, number> = new Map(REFUSAL_CODES.map((code, index) => [code, index]));

/** Sorts into the order of {@link REFUSAL_CODES}; the first one is an API's `code`. */
export function sortRefusals(refusals: readonly Refusal[]): Refusal[] {
  return [...refusals].sort((left, right) => (RANK.get(left.code) ?? 0) - (RANK.get(right.code) ?? 0));
}
