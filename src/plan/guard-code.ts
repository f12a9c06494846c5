/** Rails of a plan that a person can switch off by name. */
export const GUARD_CODES = [
  "too-many-removals",
  "too-many-promotions",
  "too-few-owners",
  "too-many-owners",
  "required-member-missing",
  "listing-incomplete",
  "approvals-required",
] as const;

export type GuardCode = (typeof GUARD_CODES)[number];
