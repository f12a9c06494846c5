import { compareText } from "../diagnostics/compare-text.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";

/** Changes that a reviewer reads together: the organization's own, its roles, its people, then place by place. */
export interface ChangeGroup {
  readonly title: string;
  readonly changes: readonly PlannedChange[];
}

/** Groups a plan's changes, in the order: organization, roles, members, tenants by key, projects by key. */
export function groupChanges(plan: Plan): ChangeGroup[] {
  const groups = Map.groupBy(plan.changes, ({ address }) => groupOf(address));
  const keys = [...groups.keys()].sort((left, right) => rank(left) - rank(right) || compareText(left, right));
  return keys.map((key) => ({ title: titleOf(key), changes: inOrderOfAddress(groups.get(key) ?? []) }));
}

const COLLECTIONS = ["organization", "roles", "members", "tenants", "projects"];

/** `organization`, `roles`, `members`, `tenants/eu`, `projects/wearables`. */
function groupOf(address: string): string {
  const [collection = "", key = ""] = address.split("/");
  return collection === "tenants" || collection === "projects" ? `${collection}/${key}` : collection;
}

function rank(group: string): number {
  return COLLECTIONS.indexOf(group.split("/")[0] ?? "");
}

function titleOf(group: string): string {
  const [collection = "", key] = group.split("/");
  if (key === undefined) return `${collection[0]?.toUpperCase()}${collection.slice(1)}`;
  return `${collection === "tenants" ? "Tenant" : "Project"} ${key}`;
}

function inOrderOfAddress(changes: readonly PlannedChange[]): PlannedChange[] {
  return changes
    .map((change, index) => ({ change, index }))
    .sort((left, right) => compareText(left.change.address, right.change.address) || left.index - right.index)
    .map(({ change }) => change);
}
