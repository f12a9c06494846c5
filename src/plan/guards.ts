import { counted } from "../diagnostics/counted.ts";
import { addressOf, type PlannableChange } from "../membership/change.ts";
import { COLLECTIONS, type Collection, type Guards } from "../membership/declaration.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import { keystoneHolders, keystoneRoles } from "../membership/keystone.ts";
import type { Reading } from "../membership/reading.ts";
import { list } from "../membership/refusal-text.ts";
import type { Wanted, Withheld } from "./difference.ts";
import type { GuardCode } from "./guard-code.ts";
import type { PlanRefusal } from "./plan.ts";
import { promotionsIn } from "./promotions.ts";

const DEFAULT_REMOVALS_PERCENT = 25;
/** Fewer removals than this always pass. */
const REMOVALS_FREE = 5;
const DEFAULT_PROMOTIONS = 5;
const DEFAULT_MAX_OWNERS = 4;
/** Where nothing is declared, one member in so many may own, if that is more than the default. */
const MEMBERS_PER_OWNER = 100;

/** What the guards look at: the organization before and after, and what happens between. */
export interface Guarded {
  readonly guards: Guards;
  readonly before: OrganizationDraft;
  readonly after: OrganizationDraft;
  readonly changes: readonly Wanted[];
  readonly withheld: readonly Withheld[];
  readonly completeness: Reading["completeness"];
  /** Those whose approval counts. */
  readonly approvers: readonly string[];
}

/** A guard's refusal. */
export interface GuardRefusal extends PlanRefusal {
  readonly code: GuardCode;
}

/** Every rail that a plan would run over. */
export function guardRefusals(guarded: Guarded): GuardRefusal[] {
  return [
    ...tooManyRemovals(guarded),
    ...tooManyPromotions(guarded),
    ...ownersOutOfBounds(guarded),
    ...requiredMissing(guarded),
    ...listingIncomplete(guarded),
    ...approvalsRequired(guarded),
  ];
}

function refusal(code: GuardCode, message: string, address = "organization"): GuardRefusal {
  return { code, address, message: `${message} (\`--allow ${code}\` lets this plan pass)` };
}

/** Counts what somebody has and will not have: membership, pending invitation, or a role in a tenant or project. */
function tooManyRemovals({ guards, before, after, changes }: Guarded): GuardRefusal[] {
  if (!changes.some(({ change }) => takesSomething(change))) return [];
  const counts = [missingFrom(before.members, after.members)];
  for (const { key, members } of before.tenants.values())
    counts.push(missingFrom(members, after.tenants.get(key)?.members));
  for (const { key, members } of before.projects.values())
    counts.push(missingFrom(members, after.projects.get(key)?.members));
  const total = counts.reduce((sum, { size }) => sum + size, 0);
  const lost = counts.reduce((sum, { missing }) => sum + missing, 0);
  const percent = guards.removals ?? DEFAULT_REMOVALS_PERCENT;
  if (lost < REMOVALS_FREE || lost * 100 <= percent * total) return [];
  const share = Math.round((lost * 100) / total);
  const message = `the plan removes ${lost} of ${total} memberships, invitations and grants (${share} %), more than the ${percent} % that one plan may remove`;
  return [refusal("too-many-removals", message)];
}

function takesSomething({ kind }: PlannableChange): boolean {
  return /^(?:remove|cancel|revoke|delete)-/.test(kind);
}

function missingFrom(
  past: ReadonlyMap<EmailKey, unknown>,
  present: ReadonlyMap<EmailKey, unknown> = new Map(),
): { size: number; missing: number } {
  if (past === present) return { size: past.size, missing: 0 };
  let missing = 0;
  for (const email of past.keys()) if (!present.has(email)) missing++;
  return { size: past.size, missing };
}

function tooManyPromotions({ guards, before, after, changes }: Guarded): GuardRefusal[] {
  const limit = guards.promotions ?? DEFAULT_PROMOTIONS;
  const promoted = promotionsIn(before, after, changes);
  if (promoted.length <= limit) return [];
  return [
    refusal(
      "too-many-promotions",
      `the plan raises ${counted(promoted.length, "level")} at the organization, more than ${limit}: ${list(promoted)}`,
    ),
  ];
}

function ownersOutOfBounds({ guards, before, after }: Guarded): GuardRefusal[] {
  const { min, max } = guards.owners;
  const active = keystoneHolders(after);
  const refusals: GuardRefusal[] = [];
  if (min !== undefined && active < min)
    refusals.push(refusal("too-few-owners", `the plan leaves ${counted(active, "active owner")}, fewer than ${min}`));
  const bound = max ?? Math.max(DEFAULT_MAX_OWNERS, Math.ceil(after.members.size / MEMBERS_PER_OWNER));
  // Most organizations are far from it, and then nobody has to be looked at.
  if (keystoneRoles(after).reduce((sum, key) => sum + after.holdersOf("organization", key), 0) <= bound)
    return refusals;
  const owners = ownersIn(after);
  const raised = owners.length > ownersIn(before).length;
  if (owners.length > bound && (raised || max !== undefined)) {
    refusals.push(
      refusal(
        "too-many-owners",
        `the plan leaves ${counted(owners.length, "owner")}, pending ones included, more than ${bound}: ${list(owners)}`,
      ),
    );
  }
  return refusals;
}

/** Whoever holds the keystone, pending invitations included. */
function ownersIn(draft: OrganizationDraft): string[] {
  const keystones = new Set(keystoneRoles(draft));
  const owners: string[] = [];
  for (const { email, role, status } of draft.members.values())
    if (keystones.has(role) && status !== "expired") owners.push(email);
  return owners;
}

function requiredMissing({ guards, after }: Guarded): GuardRefusal[] {
  return guards.required.flatMap(({ email, source }) => {
    const status = after.member(emailKey(email))?.status;
    if (status === "active") return [];
    const state = status === undefined ? "is not a member" : `is ${status}, not active`;
    const refused = refusal(
      "required-member-missing",
      `${email} is required but ${state} after this plan`,
      `members/${email}`,
    );
    return [source === undefined ? refused : { ...refused, source }];
  });
}

/** A listing that cannot be trusted removes nobody, and what follows from it is not done without a word. */
function listingIncomplete({ withheld, completeness, changes }: Guarded): GuardRefusal[] {
  const touched = new Set(changes.map(({ change }) => collectionOf(addressOf(change))));
  const held = new Set(withheld.map(({ listing }) => listing));
  return COLLECTIONS.flatMap((collection) => {
    const listing = completeness[collection];
    if (listing.state === "complete" || !(touched.has(collection) || held.has(collection))) return [];
    const removals = withheld.flatMap(({ address, listing }) => (listing === collection ? [address] : []));
    const withholding = removals.length === 0 ? "" : `; removals withheld: ${list(removals)}`;
    return [
      refusal(
        "listing-incomplete",
        `the listing of ${collection} is ${listing.state}: ${listing.reason}${withholding}`,
      ),
    ];
  });
}

/** The collection whose listing an address was found in, or not found in. */
function collectionOf(address: string): Collection | undefined {
  const [collection, , members] = address.split("/");
  if (members === "members") return "grants";
  return COLLECTIONS.find((known) => known === collection);
}

/** Where nothing changes, there is nothing to approve. */
function approvalsRequired({ guards, approvers, changes }: Guarded): GuardRefusal[] {
  if (guards.approvals !== "required" || approvers.length > 0 || changes.length === 0) return [];
  return [refusal("approvals-required", "the charter requires approvals and the plan names no approver")];
}
