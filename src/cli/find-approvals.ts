import type { LoadedCharter } from "../charter/loaded-charter.ts";
import type { CodeHost, CodeHostName, RequestReview } from "../code-host/code-host.ts";
import { printable } from "../diagnostics/printable.ts";
import { emailKey } from "../membership/email.ts";
import type { Organization } from "../membership/organization.ts";
import type { Approvals } from "../plan/approvals.ts";
import type { ApprovalOptions } from "./approval-options.ts";
import type { Terminal } from "./terminal.ts";
import { readTrustedIdentities, type TrustedIdentities } from "./trusted-identities.ts";
import { UsageError } from "./usage-error.ts";
import { withCodeHost } from "./with-code-host.ts";

/** On whose authority a plan is to be made: of people named, or of a pull request's reviewers. */
export async function findApprovals(
  terminal: Terminal,
  options: ApprovalOptions,
  loaded: LoadedCharter,
): Promise<Approvals | undefined> {
  const { approver, author, approvals } = options;
  if (approvals === undefined) {
    if (approver === undefined && author === undefined) return undefined;
    return { approvers: approver ?? [], ...(author === undefined ? {} : { author }) };
  }
  if (approver !== undefined || author !== undefined)
    throw new UsageError(`--approvals ${approvals} reads approvers and author; leave out --approver and --author`);
  return await withCodeHost(terminal, approvals, options, async (host) => await readApprovals(terminal, host, loaded));
}

async function readApprovals(terminal: Terminal, host: CodeHost, loaded: LoadedCharter): Promise<Approvals> {
  const review = await host.readReview();
  const identities = await readTrustedIdentities(terminal, host, review, loaded);
  for (const { login, reason } of review.discounted)
    warn(terminal, `the approval of ${login} does not count: ${reason}`);
  const approvedBy: Record<string, string> = {};
  for (const login of [...review.approvedBy].sort()) {
    const email = identities.trusted.get(login.toLowerCase());
    if (email === undefined) warn(terminal, strangerText(login, host.name, identities));
    else approvedBy[login] = email;
  }
  const author = authorOf(review, identities);
  const { project, number: request, head } = review;
  return {
    approvers: Object.values(approvedBy),
    ...(author === undefined ? {} : { author }),
    review: { host: host.name, project, request, head, author: review.author, approvedBy },
  };
}

/** Taking oneself out of the identities does not make one somebody else. */
function authorOf({ author }: RequestReview, { before, proposed }: TrustedIdentities): string | undefined {
  return before.get(author.toLowerCase()) ?? proposed.get(author.toLowerCase());
}

function strangerText(login: string, host: CodeHostName, { proposed }: TrustedIdentities): string {
  const claimed = proposed.get(login.toLowerCase());
  return claimed === undefined
    ? `the approval of ${login} does not count: identities.${host} does not say who that is`
    : `the approval of ${login} does not count: only this pull request says that it is ${claimed}, which counts once it is merged`;
}

/** Reviewers who are no active members approve nothing; other than people named by hand, they refuse no plan either. */
export function withoutInactive(terminal: Terminal, approvals: Approvals, { members }: Organization): Approvals {
  const { review } = approvals;
  if (review === undefined) return approvals;
  const active = Object.entries(review.approvedBy).filter(([login, email]) => {
    if (members.get(emailKey(email))?.status === "active") return true;
    warn(terminal, `the approval of ${login} does not count: ${email} is no active member of the organization`);
    return false;
  });
  return {
    ...approvals,
    approvers: active.map(([, email]) => email),
    review: { ...review, approvedBy: Object.fromEntries(active) },
  };
}

function warn(terminal: Terminal, text: string): void {
  terminal.err(`warning: ${printable(text)}\n`);
}
