import { CodeHostError } from "./code-host-error.ts";
import type { GitlabPlace } from "./gitlab-place.ts";
import type { HostClient } from "./host-client.ts";
import { JsonFields } from "./json-fields.ts";
import { readList } from "./read-list.ts";

const REFUSED = { refused: true } as const;

/** A merge request, and the commit of it that this pipeline is about. */
export interface GitlabRequest {
  readonly number: number;
  readonly head: string;
  readonly author: { readonly id: number; readonly login: string };
  /** The target as it is, or was, without the merge request. */
  readonly base: string;
}

/**
 * Finds the merge request of a pipeline and makes sure that what is checked out is what was reviewed: its head, or the
 * very commit that it was merged as. Throws {@link CodeHostError} where it is anything else.
 */
export async function readRequest(client: HostClient, place: GitlabPlace): Promise<GitlabRequest> {
  const number = await numberOf(client, place);
  const shown = `!${number} of the project ${place.project}`;
  const what = `read the merge request ${shown}`;
  const path = `/projects/${place.project}/merge_requests/${number}`;
  const request = new JsonFields(await client.json({ method: "GET", path, what }), what);
  const head = request.text("sha");
  checkCommit(request, head, place, shown, number);
  const author = request.object("author");
  return {
    number,
    head,
    author: { id: author.integer("id"), login: author.text("username") },
    base: baseOf(request, place),
  };
}

/** The merge request that a person named, that the pipeline is of, or that the commit came in by. */
export async function numberOf(client: HostClient, place: GitlabPlace): Promise<number> {
  const given = place.named ?? place.event?.number;
  if (given !== undefined) return given;
  const { commit, project } = place;
  if (commit === undefined)
    throw new CodeHostError(
      "it is not known which merge request is meant: name it with --pull-request N, or run in GitLab CI",
    );
  const what = `find the merge request that ${commit.slice(0, 12)} came in by`;
  const path = `/projects/${project}/repository/commits/${encodeURIComponent(commit)}/merge_requests`;
  const merged = (await readList(client, path, what)).filter((request) => isMergedAs(request, place));
  const [found] = merged;
  if (found !== undefined && merged.length === 1) return found.integer("iid");
  const fault = found === undefined ? "no merge request was merged as it" : "several were";
  throw new CodeHostError(`could not ${what}: ${fault}. What came in without a review has no approval`, REFUSED);
}

/** A merge makes a merge commit, a squashed commit, or, fast-forward, nothing but the head itself. */
function isMergedAs(request: JsonFields, { commit, branch }: GitlabPlace): boolean {
  if (request.text("state") !== "merged") return false;
  if (branch !== undefined && request.text("target_branch") !== branch) return false;
  const commits = ["merge_commit_sha", "squash_commit_sha"].map((name) => request.maybeText(name));
  const made = commits.filter((sha) => sha !== undefined);
  return made.length === 0 ? request.maybeText("sha") === commit : made.includes(commit ?? "");
}

/** Approvals of one commit must not approve another one that happens to be checked out. */
function checkCommit(request: JsonFields, head: string, place: GitlabPlace, shown: string, number: number): void {
  const { event, commit } = place;
  const state = request.text("state");
  if (state !== "opened" && state !== "merged" && state !== "locked")
    throw new CodeHostError(`${shown} was closed without being merged: its approvals approve nothing`, REFUSED);
  if (event?.number === number) {
    if (event.head === head) return;
    throw new CodeHostError(
      `${shown} has moved on: this pipeline is about ${event.head?.slice(0, 12)}, and its head is ${head.slice(0, 12)} by now. The pipeline of that commit decides`,
      REFUSED,
    );
  }
  if (commit === undefined || commit === head || isMergedAs(request, place)) return;
  throw new CodeHostError(
    `this pipeline is about the commit ${commit.slice(0, 12)}, which is neither the head of ${shown} nor what it was merged as`,
    REFUSED,
  );
}

/** Before the push that merged it; else the target branch as it is, for what is not merged yet. */
function baseOf(request: JsonFields, place: GitlabPlace): string {
  if (request.text("state") !== "merged") return request.text("target_branch");
  if (place.before !== undefined && isMergedAs(request, place)) return place.before;
  return request.object("diff_refs").text("start_sha");
}
