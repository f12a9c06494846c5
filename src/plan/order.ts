import { addressOf, type ChangeKind } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import type { Actor } from "../membership/standing.ts";
import { ChangeIndex } from "./change-index.ts";
import type { Wanted } from "./difference.ts";
import { DependencyGraph } from "./graph.ts";
import { actorLast, actorLowering, loweredBeforeManaged } from "./order-actor.ts";
import { ceilingRaisedFirst } from "./order-ceiling.ts";
import { keystoneKept } from "./order-keystone.ts";
import { objectsBeforeUse, ownChangesInSequence, rolesAroundHolders } from "./order-references.ts";
import { roomOnTheTier } from "./order-tier.ts";
import type { Ordering } from "./ordering.ts";

/**
 * Where changes stand when nothing else decides: what gives room and meaning first, then people who are there, then
 * those who leave, those who come, their roles below, and last what is taken down.
 */
const RANK: readonly ChangeKind[] = [
  "update-organization",
  "create-role",
  "update-role",
  "create-tenant",
  "update-tenant",
  "create-project",
  "update-project",
  "transfer-ownership",
  "change-role",
  "update-attributes",
  "override-permissions",
  "cancel-invitation",
  "remove-member",
  "revoke-tenant-role",
  "revoke-project-role",
  "resend-invitation",
  "invite-member",
  "change-tenant-role",
  "grant-tenant-role",
  "change-project-role",
  "grant-project-role",
  "delete-project",
  "delete-tenant",
  "delete-role",
];

/** What must come before what. Each rule adds its edges; together they make every interleaving sound. */
const RULES: readonly ((ordering: Ordering) => void)[] = [
  objectsBeforeUse, // a tenant before its projects, a project before its grants, moved projects before their tenant goes
  ownChangesInSequence, // one person: cancel before invite, role before attributes before overrides
  rolesAroundHolders, // a role is created and edited before it is given, deleted after the last one lost it
  keystoneKept, // a new owner before an old one steps down
  roomOnTheTier, // seats are freed or bought before they are taken; a smaller tier comes last
  loweredBeforeManaged, // a custom role that stands above the actor is lowered before its holders are managed
  ceilingRaisedFirst, // what the token that applies the plan gains by it, before what may need that
  actorLast, // what lowers the one who applies the plan, or their token, after everything that needs them
];

/** A change at its place in the order of execution. */
export interface OrderedChange extends Wanted {
  /** Positions, in the same list, of what must be done before. */
  readonly needs: readonly number[];
}

/** The changes in the order in which they run, each with what it needs. The same for every order of the input. */
export function order(wanted: readonly Wanted[], live: OrganizationDraft, actor: Actor): OrderedChange[] {
  const sorted = byRankAndAddress(wanted);
  const graph = new DependencyGraph(sorted.length);
  const ordering: Ordering = {
    wanted: sorted,
    live,
    actor,
    index: new ChangeIndex(sorted),
    graph,
    lowersActor: actorLowering(sorted, live, actor),
  };
  for (const rule of RULES) rule(ordering);
  const sequence = graph.order();
  const position = new Map(sequence.map((index, at) => [index, at]));
  return sequence.map((index) => {
    const needs = [...graph.needsOf(index)].map((need) => position.get(need) ?? 0).sort((left, right) => left - right);
    return { ...(sorted[index] as Wanted), needs };
  });
}

const RANK_OF: ReadonlyMap<ChangeKind, number> = new Map(RANK.map((kind, rank) => [kind, rank]));

function byRankAndAddress(wanted: readonly Wanted[]): Wanted[] {
  const ranked = wanted.map((one) => ({
    one,
    rank: RANK_OF.get(one.change.kind) ?? 0,
    address: addressOf(one.change),
  }));
  ranked.sort((left, right) => left.rank - right.rank || (left.address < right.address ? -1 : 1));
  return ranked.map(({ one }) => one);
}
