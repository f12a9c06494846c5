import type { ChangeKind } from "../../membership/change.ts";
import type { RefusalCode } from "../../membership/refusal.ts";

type Kinds = ReadonlySet<ChangeKind> | "every";

const TIER_CHANGES: Kinds = new Set(["update-organization"]);
const GRANTS: Kinds = new Set(["grant-tenant-role", "grant-project-role"]);

/**
 * Refusals that another resource of the same run may lift: Terraform plans them one by one, and applies in no
 * particular order what does not refer to each other. A plan only warns of these, and an apply waits for them.
 */
const LIFTED_BY_OTHERS: { readonly [Code in RefusalCode]?: Kinds } = {
  // Somebody is removed, or seats are bought.
  "seat-limit-reached": "every",
  // The holders get another role.
  "role-in-use": "every",
  "role-not-on-tier": TIER_CHANGES,
  "custom-roles-not-on-tier": TIER_CHANGES,
  // Somebody else becomes owner.
  "last-owner": "every",
  // The person is invited, and the grant then waits with them.
  "not-an-organization-member": GRANTS,
};

/**
 * What is an error in a plan, since a reference to the other resource would have put it first, and still worth
 * waiting for where the plan happened to come out well.
 */
const CREATED_BY_OTHERS: ReadonlySet<string> = new Set(["unknown-role", "unknown-tenant", "unknown-project"]);

/** True where a plan cannot know whether the refusal will stand. */
export function mayBeLifted(code: RefusalCode, kind: ChangeKind): boolean {
  const kinds = LIFTED_BY_OTHERS[code];
  return kinds === "every" || kinds?.has(kind) === true;
}

/** True where an apply waits for what other resources do. */
export function isWorthWaiting(code: string, kind: ChangeKind): boolean {
  return CREATED_BY_OTHERS.has(code) || mayBeLifted(code as RefusalCode, kind);
}
