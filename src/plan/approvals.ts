import type { OrganizationDraft } from "../membership/draft.ts";
import { emailKey } from "../membership/email.ts";
import { list } from "../membership/refusal-text.ts";
import type { Plan, PlanRefusal } from "./plan.ts";
import type { Review } from "./review.ts";

/** On whose authority a plan is made. Where there are none, the token alone decides. */
export interface Approvals {
  /** E-mail addresses; the author among them does not count. */
  readonly approvers: readonly string[];
  /** Who proposed the change. */
  readonly author?: string;
  /** Where the approvals were read, if they were. */
  readonly review?: Review;
}

/** The approvals that a plan was made on; undefined where it was made on its token alone. */
export function approvalsOf({ approvers, author, review }: Plan): Approvals | undefined {
  if (approvers.length === 0 && author === undefined && review === undefined) return undefined;
  return { approvers, ...(author === undefined ? {} : { author }), ...(review === undefined ? {} : { review }) };
}

/** Approvers once each, spelled as the organization spells them, in order. */
export function namedApprovers(live: OrganizationDraft, approvals: Approvals | undefined): string[] {
  const keys = new Set((approvals?.approvers ?? []).map(emailKey));
  return [...keys].map((key) => live.member(key)?.email ?? key).sort();
}

/** Whose approval counts: active members other than the author. */
export function countedApprovers(live: OrganizationDraft, approvals: Approvals | undefined): string[] {
  return namedApprovers(live, approvals).filter(
    (email) => !isAuthor(email, approvals) && live.member(emailKey(email))?.status === "active",
  );
}

/** What is wrong with the approvers themselves, whatever the plan changes. */
export function approverRefusals(live: OrganizationDraft, approvals: Approvals, changes: number): PlanRefusal[] {
  const absent = namedApprovers(live, approvals).flatMap((email) => {
    const status = live.member(emailKey(email))?.status;
    if (status === "active" || isAuthor(email, approvals)) return [];
    const state = status === undefined ? "is no member" : status === "invited" ? "is only invited" : "never accepted";
    return [missing(`members/${email}`, `${email} is named as approver and ${state}: only active members can approve`)];
  });
  if (changes === 0 || absent.length > 0 || countedApprovers(live, approvals).length > 0) return absent;
  const listed = namedApprovers(live, approvals);
  const message =
    listed.length === 0
      ? "nobody has approved this plan"
      : `nobody has approved this plan but its author, ${list(listed)}, whose approval does not count`;
  return [missing("organization", message)];
}

function missing(address: string, message: string): PlanRefusal {
  return { code: "approval-missing", address, message };
}

function isAuthor(email: string, approvals: Approvals | undefined): boolean {
  return approvals?.author !== undefined && emailKey(approvals.author) === emailKey(email);
}
