import { approvalsOf } from "../plan/approvals.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * `approvers: grace@acme.example; author: linus@acme.example; read from github acme/membership#12 at 3f2a…`.
 * Undefined where the plan was made on its token alone.
 */
export function approvalText(plan: Plan): string | undefined {
  const approvals = approvalsOf(plan);
  if (approvals === undefined) return undefined;
  const { approvers, author, review } = approvals;
  const parts = [`approvers: ${approvers.length === 0 ? "nobody" : approvers.join(", ")}`];
  if (author !== undefined) parts.push(`author: ${author}`);
  if (review !== undefined)
    parts.push(`read from ${review.host} ${review.project}#${review.request} at ${review.head.slice(0, 12)}`);
  return parts.join("; ");
}
