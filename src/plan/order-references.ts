import type { PlannableChange } from "../membership/change.ts";
import { formatPlace } from "../membership/scope.ts";
import { assignmentOf } from "../membership/subject.ts";
import type { Ordering } from "./ordering.ts";
import { rolesTakenBy } from "./roles-taken.ts";

/** An object is created before anything names it, and a project leaves a tenant before the tenant goes. */
export function objectsBeforeUse({ wanted, live, index, graph }: Ordering): void {
  const created = new Map<string, number>();
  for (const [at, { tenant }] of index.of("create-tenant")) created.set(`tenants/${tenant}`, at);
  for (const [at, { project }] of index.of("create-project")) created.set(`projects/${project}`, at);
  const moved = new Map([...index.of("update-project")].map(([at, { project, tenant }]) => [project, { at, tenant }]));
  wanted.forEach(({ change }, at) => {
    graph.add(at, created.get(placeNamedBy(change) ?? "") ?? at);
  });
  for (const [at, { tenant }] of index.of("delete-tenant")) {
    for (const { key } of live.projects.values()) {
      const move = live.projects.get(key)?.tenant === tenant ? moved.get(key) : undefined;
      if (move?.tenant !== undefined) graph.add(at, move.at);
    }
  }
}

/** The place that has to be there before the change. */
function placeNamedBy(change: PlannableChange): string | undefined {
  const assignment = assignmentOf(change);
  if (assignment !== undefined) return formatPlace(assignment.place);
  return "tenant" in change && change.tenant !== undefined ? `tenants/${change.tenant}` : undefined;
}

/** The changes of one membership run one after another: a role change resets overrides, and versions form a chain. */
export function ownChangesInSequence({ live, index, graph }: Ordering): void {
  for (const email of index.members()) {
    const own = index.ofMember(email);
    own.forEach((at, position) => {
      graph.add(at, own[position - 1] ?? at);
    });
  }
  for (const [transfer] of index.of("transfer-ownership")) afterTransfer({ live, index, graph }, transfer);
}

/** A transfer also changes the former owner, whose own changes come after it. */
function afterTransfer({ live, index, graph }: Pick<Ordering, "live" | "index" | "graph">, transfer: number): void {
  const { keystone } = live.model.ownership;
  for (const [email, member] of live.members) {
    if (!("role" in keystone) || member.role !== keystone.role || member.status !== "active") continue;
    for (const at of index.ofMember(email)) graph.add(at, transfer);
  }
}

/** A role is created and edited before it is given, and deleted once the last one has lost it. */
export function rolesAroundHolders(ordering: Ordering): void {
  const { index, graph } = ordering;
  const deleted = new Map([...index.of("delete-role")].map(([at, { role }]) => [role, at]));
  for (const [at, { role }] of index.of("create-role")) graph.add(at, deleted.get(role) ?? at);
  madeBeforeGiven(ordering);
  if (deleted.size > 0) takenBeforeDeleted(ordering, deleted);
}

function madeBeforeGiven({ wanted, index, graph }: Ordering): void {
  const made = new Map<string, number>();
  for (const [at, { role }] of index.of("create-role")) made.set(role, at);
  for (const [at, { role }] of index.of("update-role")) made.set(role, at);
  if (made.size === 0) return;
  wanted.forEach(({ change }, at) => {
    const given = change.kind === "transfer-ownership" ? change.formerOwnerRole : assignmentOf(change)?.role;
    graph.add(at, made.get(given ?? "") ?? at);
  });
}

function takenBeforeDeleted({ wanted, live, graph }: Ordering, deleted: ReadonlyMap<string, number>): void {
  wanted.forEach(({ change }, at) => {
    for (const role of rolesTakenBy(live, change)) graph.add(deleted.get(role) ?? at, at);
  });
}
