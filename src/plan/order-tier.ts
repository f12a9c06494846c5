import type { ChangeOf } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import { emailKey } from "../membership/email.ts";
import { patched } from "../membership/patch.ts";
import { seatLimit } from "../membership/seats.ts";
import { assignmentOf } from "../membership/subject.ts";
import type { Ordering } from "./ordering.ts";

/**
 * Seats are freed or bought before they are taken. A tier comes before what needs it, and one that also takes something
 * away after everything else.
 */
export function roomOnTheTier(ordering: Ordering): void {
  const [update] = [...ordering.index.of("update-organization")].filter(([, change]) => resizes(change));
  if (update === undefined) return seats(ordering, undefined);
  const { before, after } = roomOf(ordering.live, update[1]);
  const takes = after < before || losesRoles(ordering.live, update[1].tier);
  seats(ordering, takes && after <= before ? undefined : update);
  beforeWhatNeedsIt(ordering, update);
  if (takes) afterEverythingElse(ordering, update[0]);
}

function resizes({ tier, settings }: Update[1]): boolean {
  return tier !== undefined || settings !== undefined;
}

type Update = readonly [number, ChangeOf<"update-organization">];

/** How many seats there are before and after an update; infinity where there is no limit. */
function roomOf(live: OrganizationDraft, change: Update[1]): { readonly before: number; readonly after: number } {
  const { tier, settings } = live.organization;
  return {
    before: seatLimit(live.model, tier, settings) ?? Number.POSITIVE_INFINITY,
    after: seatLimit(live.model, change.tier ?? tier, patched(settings, change.settings)) ?? Number.POSITIVE_INFINITY,
  };
}

/** True where the present tier has a role, or custom roles, that the next one has not. */
function losesRoles({ model, organization }: OrganizationDraft, next: string | undefined): boolean {
  if (next === undefined) return false;
  const restricted = [model.customRoles, ...[...model.roles.values()].flatMap((roles) => [...roles.values()])];
  return restricted.some(
    (rule) => rule?.tiers !== undefined && !rule.tiers.has(next) && rule.tiers.has(organization.tier ?? ""),
  );
}

/** The k-th seat beyond the free ones waits for the k-th seat that is freed: sound in whatever order they run. */
function seats({ wanted, live, index, graph, actor }: Ordering, update: Update | undefined): void {
  const { before: now, after: then } = roomOf(live, update?.[1] ?? { kind: "update-organization" });
  if (now === Number.POSITIVE_INFINITY) return;
  const free = Math.max(0, now - live.seatsTaken());
  const bought = Math.max(free, then - live.seatsTaken());
  const own = emailKey(actor.email);
  const freed = wanted
    .flatMap(({ change }, at) => (freesSeat(live, change) ? [{ at, last: emailKey(addressee(change)) === own }] : []))
    .sort((left, right) => Number(left.last) - Number(right.last));
  const takers = seatTakers(live, index);
  const over = Math.max(0, live.seatsTaken() - then);
  takers.forEach((at, before) => {
    // An invitation that takes no seat leaves the one that it needs to the next.
    const taken = live.model.invitations.pendingTakesSeat ? before : 0;
    if (taken >= free && update !== undefined) graph.add(at, update[0]);
    const release = freed[taken - bought + over];
    if (release !== undefined) graph.add(at, release.at);
  });
  const [first] = takers;
  if (first === undefined || over === 0) return;
  // More are there than may be: the first seat waits until they are down to the limit, and the others for the first.
  for (const { at } of freed.slice(0, over)) graph.add(first, at);
  for (const at of takers) graph.add(at, first);
}

/** Positions of the changes for which a seat has to be free. */
function seatTakers(live: OrganizationDraft, index: Ordering["index"]): number[] {
  const resent = live.model.invitations.pendingTakesSeat ? [...index.of("resend-invitation")] : [];
  return [...resent, ...index.of("invite-member")].map(([at]) => at);
}

function addressee(change: { readonly kind: string; readonly email?: string }): string {
  return change.email ?? "";
}

function freesSeat(live: OrganizationDraft, change: { readonly kind: string; readonly email?: string }): boolean {
  if (change.kind === "remove-member") return true;
  const pending = live.member(emailKey(addressee(change)))?.status === "invited";
  return change.kind === "cancel-invitation" && pending && live.model.invitations.pendingTakesSeat;
}

function beforeWhatNeedsIt({ wanted, live, graph }: Ordering, [update, { tier }]: Update): void {
  const present = live.organization.tier;
  if (tier === undefined || present === undefined) return;
  const lacksCustom = live.model.customRoles?.tiers?.has(present) === false;
  wanted.forEach(({ change }, at) => {
    const assignment = assignmentOf(change);
    const role = assignment && live.role(assignment.place.scope, assignment.role);
    const custom =
      change.kind === "create-role" ||
      change.kind === "update-role" ||
      (assignment !== undefined && role === undefined);
    if (role?.tiers?.has(present) === false || (lacksCustom && (custom || role?.custom === true)))
      graph.add(at, update);
  });
}

/** What needs the new tier, and what lowers the one who applies the plan, comes later still. */
function afterEverythingElse({ graph, lowersActor }: Ordering, update: number): void {
  const except = graph.dependants([update, ...lowersActor]);
  for (const sink of graph.sinks(except)) graph.add(update, sink);
}
