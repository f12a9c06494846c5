import type { CodeHostName, RequestReview } from "../code-host/code-host.ts";
import type { Plan } from "../plan/plan.ts";
import type { Review } from "../plan/review.ts";
import type { ApprovalOptions } from "./approval-options.ts";
import { RefusedError } from "./refused-error.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { withCodeHost } from "./with-code-host.ts";

/**
 * Reads the reviews again that a saved plan was made on, where that is asked for. Throws {@link RefusedError} where an
 * approval that it was made on does not stand any more.
 */
export async function checkSavedReview(terminal: Terminal, plan: Plan, options: ApprovalOptions): Promise<void> {
  const { approver, author, approvals } = options;
  if (approver !== undefined || author !== undefined)
    throw new UsageError("a saved plan names its approvers and its author; --approver and --author are for planning");
  if (approvals === undefined) return;
  const made = madeOn(plan, approvals);
  const present = await withCodeHost(terminal, approvals, options, async (host) => await host.readReview());
  const fault = faultOf(made, present);
  if (fault !== undefined) throw new RefusedError("review-mismatch", `${fault}. Plan again`, plan);
}

function madeOn(plan: Plan, host: CodeHostName): Review {
  if (plan.review?.host === host) return plan.review;
  const message = `the plan was not made on reviews at ${host}: plan again with --approvals ${host}`;
  throw new RefusedError("review-mismatch", message, plan);
}

function faultOf(made: Review, present: RequestReview): string | undefined {
  const shown = `${made.project}#${made.request}`;
  if (made.project !== present.project || made.request !== present.number)
    return `the plan was made on the reviews of ${shown}, and this run is about ${present.project}#${present.number}`;
  if (made.head !== present.head)
    return `${shown} has moved on: the plan was made on the reviews of ${made.head}, and its head is ${present.head}`;
  const standing = new Set(present.approvedBy.map((login) => login.toLowerCase()));
  const gone = Object.keys(made.approvedBy).filter((login) => !standing.has(login.toLowerCase()));
  return gone.length === 0
    ? undefined
    : `the plan was made on the approval of ${gone.join(" and ")}, which does not stand any more`;
}
