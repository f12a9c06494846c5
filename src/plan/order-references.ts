import type { ChangeKind, PlannableChange } from "../membership/change.ts";
import { formatPlace } from "../membership/scope.ts";
import { assignmentOf } from "../membership/subject.ts";
import type { Ordering } from "./order.ts";
import { rolesTakenBy } from "./roles-taken.ts";

/** An object is created before anything names it, and a project leaves a tenant before the tenant goes. */
export function objectsBeforeUse({ wanted, live, index, graph }: Ordering): void {
  const created = new Map<string, number>();
  for (const [at, { tenant }] of index.of("create-tenant")) created.set(`tenants/${tenant}`, at);
  for (const [at, { project }] of index.of("create-project")) created.set(`projects/${project}`, at);
  const moved = new Map([...index.of("update-project")].map(([at, { project, tenant }]) => [project, { at, tenant }]));
  wanted.forEach(({ change }, at) => {
    for (const place of placesNamedBy(change)) graph.add(at, created.get(place) ?? at);
  });
  for (const [at, { tenant }] of index.of("delete-tenant")) {
    for (const { key } of live.projects.values()) {
      const move = live.projects.get(key)?.tenant === tenant ? moved.get(key) : undefined;
      if (move?.tenant !== undefined) graph.add(at, move.at);
    }
  }
}

function placesNamedBy(change: PlannableChange): string[] {
  const assignment = assignmentOf(change);
  if (assignment !== undefined) return assignment.place.scope === "organization" ? [] : [formatPlace(assignment.place)];
  const into = change.kind === "create-project" || change.kind === "update-project" ? change.tenant : undefined;
  return into === undefined ? [] : [`tenants/${into}`];
}

const SEQUENCE: readonly ChangeKind[] = [
  "cancel-invitation",
  "transfer-ownership",
  "change-role",
  "update-attributes",
  "override-permissions",
  "remove-member",
  "invite-member",
];

/** The changes of one membership run one after another: a role change resets overrides, and versions form a chain. */
export function ownChangesInSequence({ wanted, live, index, graph }: Ordering): void {
  for (const email of index.members()) {
    const own = [...index.ofMember(email)].sort(
      (left, right) => rank(wanted[left]?.change) - rank(wanted[right]?.change),
    );
    own.forEach((at, position) => {
      const earlier = own[position - 1];
      if (earlier !== undefined) graph.add(at, earlier);
    });
  }
  for (const [transfer] of index.of("transfer-ownership")) afterTransfer({ live, index, graph }, transfer);
}

function rank(change: PlannableChange | undefined): number {
  return change === undefined ? -1 : SEQUENCE.indexOf(change.kind);
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
    if (given !== undefined) graph.add(at, made.get(given) ?? at);
  });
}

function takenBeforeDeleted({ wanted, live, graph }: Ordering, deleted: ReadonlyMap<string, number>): void {
  wanted.forEach(({ change }, at) => {
    for (const role of rolesTakenBy(live, change)) graph.add(deleted.get(role) ?? at, at);
  });
}
