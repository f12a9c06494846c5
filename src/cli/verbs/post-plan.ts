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

/** Keeps one open issue for as long as something differs, and closes it when nothing does any more. */
export async function postIssue(
  terminal: Terminal,
  plan: Plan,
  body: string,
  host: CodeHostName,
  differs: boolean,
): Promise<void> {
  const marker = commentMarker(plan.organization);
  const title = `Memberships of ${plan.organization} differ from the charter`;
  const posted = await withCodeHost(terminal, host, {}, (at) =>
    differs ? at.putIssue(marker, { title, body }) : at.closeIssue(marker, body),
  );
  report(terminal, "issue", posted);
}

function report(terminal: Terminal, noun: string, { what, url }: Posted): void {
  if (what !== "absent") terminal.err(`${noun} ${what}${url === undefined ? "" : `: ${url}`}\n`);
}
