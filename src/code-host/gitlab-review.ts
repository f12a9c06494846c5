import type { RequestReview } from "./code-host.ts";
import { CodeHostError } from "./code-host-error.ts";
import type { GitlabPlace } from "./gitlab-place.ts";
import { type GitlabRequest, readRequest } from "./gitlab-request.ts";
import type { HostClient } from "./host-client.ts";
import { JsonFields } from "./json-fields.ts";
import { readList } from "./read-list.ts";

/** Somebody who approves, and since when, as far as GitLab says. */
interface Approval {
  readonly id: number;
  readonly login: string;
  readonly isActive: boolean;
  readonly at: number | undefined;
}

/**
 * Who approves the head commit of the pipeline's merge request. GitLab keeps approvals when commits are pushed, unless
 * the project says otherwise, and does not say which commit was approved: an approval counts only where it was given
 * after the last push.
 */
export async function readGitlabReview(client: HostClient, place: GitlabPlace): Promise<RequestReview> {
  const request = await readRequest(client, place);
  const { number, head, author, base } = request;
  const path = `/projects/${place.project}/merge_requests/${number}`;
  const what = `read the approvals of !${number} of the project ${place.project}`;
  const pushed = await readLastPush(client, path, request, what);
  const approvals = await readApprovals(client, path, what);
  const approvedBy: string[] = [];
  const discounted: { login: string; reason: string }[] = [];
  for (const approval of approvals) {
    const reason = objection(approval, author.id, pushed);
    if (reason === undefined) approvedBy.push(approval.login);
    else discounted.push({ login: approval.login, reason });
  }
  return { project: place.project, number, head, author: author.login, approvedBy, discounted, base };
}

function objection({ id, isActive, at }: Approval, author: number, pushed: number): string | undefined {
  if (id === author) return "is the author";
  if (!isActive) return "has no active account";
  if (at === undefined) return "approved at a time that GitLab does not say";
  return at > pushed ? undefined : "approved before the last push";
}

/** When the head commit came: versions of a merge request are made by pushes, the newest first. */
async function readLastPush(client: HostClient, path: string, { head }: GitlabRequest, what: string): Promise<number> {
  const versions = await readList(client, `${path}/versions`, what);
  const newest = versions.toSorted((left, right) => right.integer("id") - left.integer("id"))[0];
  if (newest?.text("head_commit_sha") === head) return newest.instant("created_at");
  throw new CodeHostError(
    `could not ${what}: GitLab has no version of the head commit ${head.slice(0, 12)} yet; try again`,
  );
}

async function readApprovals(client: HostClient, path: string, what: string): Promise<Approval[]> {
  const state = new JsonFields(await client.json({ method: "GET", path: `${path}/approvals`, what }), what);
  const approvals = state.list("approved_by").map((entry): Approval => {
    const user = entry.object("user");
    return {
      id: user.integer("id"),
      login: user.text("username"),
      isActive: (user.maybeText("state") ?? "active") === "active",
      at: entry.has("approved_at") ? entry.instant("approved_at") : undefined,
    };
  });
  if (approvals.every(({ at }) => at !== undefined)) return approvals;
  const noted = await readNotedApprovals(client, path, what);
  return approvals.map((approval) => ({ ...approval, at: approval.at ?? noted.get(approval.id) }));
}

/** What older versions of GitLab say only in the notes that they write themselves: who approved when, last. */
async function readNotedApprovals(client: HostClient, path: string, what: string): Promise<Map<number, number>> {
  const approved = new Map<number, number>();
  const notes = await readList(client, `${path}/notes?sort=asc&order_by=created_at`, what);
  for (const note of notes.toSorted((left, right) => left.integer("id") - right.integer("id"))) {
    if (!note.isTrue("system")) continue;
    const author = note.object("author").integer("id");
    if (note.maybeText("body") === "approved this merge request") approved.set(author, note.instant("created_at"));
    if (note.maybeText("body") === "unapproved this merge request") approved.delete(author);
  }
  return approved;
}
