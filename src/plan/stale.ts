import { OrganizationDraft } from "../membership/draft.ts";
import { emailKey } from "../membership/email.ts";
import type { Reading } from "../membership/reading.ts";
import type { RoleModel } from "../membership/role-model.ts";
import type { Place } from "../membership/scope.ts";
import type { Actor } from "../membership/standing.ts";
import { ApprovalPanel } from "./approval-panel.ts";
import { approvalsOf } from "./approvals.ts";
import type { Plan, PlannedChange, PlanRefusal } from "./plan.ts";
import { simulate } from "./simulate.ts";

/** What an earlier run of the same plan left behind, by ids of changes. */
export interface EarlierRun {
  readonly done: ReadonlySet<string>;
  /** Sent without an answer: it may have happened, and is sent again with the same key. */
  readonly begun: ReadonlySet<string>;
}

/** What is there now: the rules, the live state, and who asks. */
export interface Present {
  readonly model: RoleModel;
  readonly reading: Reading;
  readonly actor: Actor;
}

/**
 * Why a saved plan may no longer be applied: an object that it touches or counts on has changed since, or its rules
 * would now refuse it. Unrelated drift does not matter, nor what an earlier run of the same plan did.
 */
export function staleRefusals(plan: Plan, { model, reading, actor }: Present, earlier: EarlierRun): PlanRefusal[] {
  const live = new OrganizationDraft(model, reading.organization);
  const remaining = plan.changes.filter(({ id }) => !earlier.done.has(id));
  const touched = touchedBy(
    plan.changes.filter(({ id }) => earlier.done.has(id) || earlier.begun.has(id)),
    plan.actor.email,
  );
  const refusals = firstOfEach(remaining, touched).flatMap((change) => staleObject(live, change));
  for (const [address, etag] of Object.entries(plan.base.reliesOn)) {
    const present = tryFindObject(live, address);
    if (touched.has(emailKey(address)) || present?.etag === etag) continue;
    refusals.push(stale(address, present === undefined ? "is gone" : "has changed"));
  }
  if (refusals.length > 0) return refusals;
  const panel = panelOf(plan, live, earlier);
  const approvers = panel?.refusals(remaining.length) ?? [];
  const judged = [...approvers, ...simulate(live.copy(), actor, remaining, panel).refusals];
  return judged.filter(({ address }) => !touched.has(emailKey(address)));
}

/**
 * The approvers, asked again. Once a run has begun, the plan itself may have lowered them: it is finished on the
 * authority that it was begun with, as long as those whom it does not touch are unchanged.
 */
function panelOf(plan: Plan, live: OrganizationDraft, { done, begun }: EarlierRun): ApprovalPanel | undefined {
  const approvals = done.size + begun.size > 0 ? undefined : approvalsOf(plan);
  return approvals && new ApprovalPanel(live, approvals);
}

/** Addresses of what an earlier run may have changed. A transfer changes the one who makes it, and does not name them. */
function touchedBy(changes: readonly PlannedChange[], actor: string): Set<string> {
  return new Set(
    changes.flatMap(({ address, change }) =>
      change.kind === "transfer-ownership" ? [emailKey(address), emailKey(`members/${actor}`)] : [emailKey(address)],
    ),
  );
}

/**
 * The first change of each object that is not among these: what a second one expects, such as an invitation sent anew,
 * is what the first one leaves.
 */
function firstOfEach(changes: readonly PlannedChange[], except: ReadonlySet<string>): PlannedChange[] {
  const seen = new Set(except);
  return changes.filter(({ address }) => !seen.has(emailKey(address)) && seen.add(emailKey(address)));
}

function staleObject(live: OrganizationDraft, { address, change, expects, before }: PlannedChange): PlanRefusal[] {
  if (change.kind === "update-organization" && expects.etag === undefined)
    return stillHas({ ...live.organization }, before ?? {}) ? [] : [stale(address, "has changed")];
  const present = tryFindObject(live, address);
  if (expects.absent === true) return present === undefined ? [] : [stale(address, "exists by now")];
  if (present === undefined) return before === null ? [] : [stale(address, "is gone")];
  const changed =
    expects.etag === undefined
      ? expects.role !== undefined && present.role !== expects.role
      : present.etag !== expects.etag;
  return changed ? [stale(address, "has changed")] : [];
}

/** Where the organization has no version, what counts is that the fields which the plan changes are as they were. */
function stillHas(live: Readonly<Record<string, unknown>>, before: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(before).every(([key, value]) => {
    const present = live[key] ?? null;
    return isFields(value) ? stillHas(isFields(present) ? present : {}, value) : present === value;
  });
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object";
}

function stale(address: string, what: string): PlanRefusal {
  return { code: "stale-plan", address, message: `${address} ${what} since this plan was made; plan again` };
}

const ORGANIZATION = "organization";
const BELOW = /^(tenants|projects)\/([^/]+)(?:\/members\/(.+))?$/;
const ABOVE = /^(roles|members)\/(.+)$/;

/** The live object at an address of a plan. */
function tryFindObject(
  live: OrganizationDraft,
  address: string,
): { readonly etag?: string; readonly role?: string } | undefined {
  if (address === ORGANIZATION) return live.organization;
  const [, collection, key = "", email] = BELOW.exec(address) ?? ABOVE.exec(address) ?? [];
  const place: Place = collection === "tenants" ? { scope: "tenant", tenant: key } : { scope: "project", project: key };
  switch (collection) {
    case "roles":
      return live.customRoles.get(key);
    case "members":
      return live.member(emailKey(key));
    case "tenants":
      return email === undefined ? live.tenants.get(key) : live.grant(place, emailKey(email));
    default:
      return email === undefined ? live.projects.get(key) : live.grant(place, emailKey(email));
  }
}
