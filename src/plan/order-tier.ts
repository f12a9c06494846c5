import type { ChangeOf } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import { emailKey } from "../membership/email.ts";
import { patched } from "../membership/patch.ts";
import { seatLimit } from "../membership/seats.ts";
import { assignmentOf } from "../membership/subject.ts";
import type { Ordering } from "./ordering.ts";

/** Seats are freed or bought before they are taken; a tier that gives less comes after everything that needed more. */
export function roomOnTheTier(ordering: Ordering): void {
  const [update] = [...ordering.index.of("update-organization")];
  const resizes = update !== undefined && (update[1].tier !== undefined || update[1].settings !== undefined);
  const gives = resizes && givesMore(ordering.live, update[1]);
  seats(ordering, gives ? update : undefined);
  if (update === undefined || !resizes) return;
  if (gives) beforeWhatNeedsIt(ordering, update);
  else afterEverything(ordering, update[0]);
}

type Update = readonly [number, ChangeOf<"update-organization">];

/** At least as many seats, and nothing that the present tier has is missing. */
function givesMore(live: OrganizationDraft, change: ChangeOf<"update-organization">): boolean {
  const { tier, settings } = live.organization;
  const before = seatLimit(live.model, tier, settings) ?? Number.POSITIVE_INFINITY;
  const after =
    seatLimit(live.model, change.tier ?? tier, patched(settings, change.settings)) ?? Number.POSITIVE_INFINITY;
  if (after < before) return false;
  if (change.tier === undefined) return true;
  const restricted = [
    live.model.customRoles,
    ...[...live.model.roles.values()].flatMap((roles) => [...roles.values()]),
  ];
  return restricted.every(
    (rule) => rule?.tiers === undefined || rule.tiers.has(change.tier ?? "") || !rule.tiers.has(tier ?? ""),
  );
}

/** The k-th seat beyond the free ones waits for the k-th seat that is freed: sound in whatever order they run. */
function seats({ wanted, live, index, graph, actor }: Ordering, update: Update | undefined): void {
  const { tier, settings } = live.organization;
  const now = seatLimit(live.model, tier, settings);
  if (now === undefined) return;
  const change = update?.[1];
  const then =
    change === undefined
      ? now
      : (seatLimit(live.model, change.tier ?? tier, patched(settings, change.settings)) ?? Number.POSITIVE_INFINITY);
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

/** The one who applies the plan lowers themselves later still. */
function afterEverything({ graph, lowersActor }: Ordering, update: number): void {
  const except = graph.dependants([update, ...lowersActor]);
  for (const sink of graph.sinks(except)) graph.add(update, sink);
}
