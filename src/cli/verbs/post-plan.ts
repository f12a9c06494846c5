import type { CodeHostName, Posted } from "../../code-host/code-host.ts";
import type { Plan } from "../../plan/plan.ts";
import { commentMarker } from "../../render/comment-marker.ts";
import type { RequestOptions } from "../approval-options.ts";
import type { Terminal } from "../terminal.ts";
import { withCodeHost } from "../with-code-host.ts";

/** Keeps the one comment of this organization on the pull request. */
export async function postComment(
  terminal: Terminal,
  plan: Plan,
  body: string,
  host: CodeHostName,
  options: RequestOptions,
): Promise<void> {
  const marker = commentMarker(plan.organization);
  const posted = await withCodeHost(terminal, host, options, (at) => at.putComment(marker, body));
  report(terminal, "comment", posted);
}

const TITLES = {
  differs: (organization: string) => `Memberships of ${organization} differ from the charter`,
  expires: (organization: string) => `Access in ${organization} expires soon`,
} as const;

/** Keeps one open issue for as long as it has a subject, and closes it when there is none any more. */
export async function postIssue(
  terminal: Terminal,
  plan: Plan,
  body: string,
  host: CodeHostName,
  subject: keyof typeof TITLES | undefined,
): Promise<void> {
  const marker = commentMarker(plan.organization);
  const posted = await withCodeHost(terminal, host, {}, (at) =>
    subject === undefined
      ? at.closeIssue(marker, body)
      : at.putIssue(marker, { title: TITLES[subject](plan.organization), body }),
  );
  report(terminal, "issue", posted);
}

function report(terminal: Terminal, noun: string, { what, url }: Posted): void {
  if (what !== "absent") terminal.err(`${noun} ${what}${url === undefined ? "" : `: ${url}`}\n`);
}
