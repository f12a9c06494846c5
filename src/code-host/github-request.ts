import { CodeHostError } from "./code-host-error.ts";
import type { GithubPlace } from "./github-place.ts";
import type { HostClient } from "./host-client.ts";
import { JsonFields } from "./json-fields.ts";
import { readList } from "./read-list.ts";

const REFUSED = { refused: true } as const;

/** A pull request, and the commit of it that this run is about. */
export interface GithubRequest {
  readonly number: number;
  readonly head: string;
  readonly author: { readonly id: number; readonly login: string };
  /** The target as it is, or was, without the pull request. */
  readonly base: string;
}

/**
 * Finds the pull request of a run and makes sure that what is checked out is what was reviewed: the event's own head,
 * or the very commit that the pull request was merged as. Throws {@link CodeHostError} where it is anything else.
 */
export async function readRequest(client: HostClient, place: GithubPlace): Promise<GithubRequest> {
  const number = await numberOf(client, place);
  const shown = `${place.repository}#${number}`;
  const what = `read the pull request ${shown}`;
  const path = `/repos/${place.repository}/pulls/${number}`;
  const pull = new JsonFields(await client.json({ method: "GET", path, what }), what);
  const head = pull.object("head").text("sha");
  const author = pull.object("user");
  checkCommit(pull, head, place, shown, number);
  return {
    number,
    head,
    author: { id: author.integer("id"), login: author.text("login") },
    base: baseOf(pull, place),
  };
}

/** The pull request that a person named, that the event is about, or that the commit came in by. */
export async function numberOf(client: HostClient, place: GithubPlace): Promise<number> {
  const given = place.named ?? place.event?.number;
  if (given !== undefined) return given;
  const { commit, repository } = place;
  if (commit === undefined)
    throw new CodeHostError(
      "it is not known which pull request is meant: name it with --pull-request N, or run in GitHub Actions",
    );
  const what = `find the pull request that ${commit.slice(0, 12)} came in by`;
  const pulls = await readList(client, `/repos/${repository}/commits/${encodeURIComponent(commit)}/pulls`, what);
  const merged = pulls.filter((pull) => isMergedAs(pull, place));
  const [found] = merged;
  if (found !== undefined && merged.length === 1) return found.integer("number");
  const fault = found === undefined ? "no merged pull request has it as its merge commit" : "several have";
  throw new CodeHostError(`could not ${what}: ${fault}. What came in without a review has no approval`, REFUSED);
}

function isMergedAs(pull: JsonFields, { commit, branch }: GithubPlace): boolean {
  const target = pull.object("base").text("ref");
  return (
    pull.has("merged_at") &&
    pull.maybeText("merge_commit_sha") === commit &&
    (branch === undefined || target === branch)
  );
}

/** Reviews of one commit must not approve another one that happens to be checked out. */
function checkCommit(pull: JsonFields, head: string, place: GithubPlace, shown: string, number: number): void {
  const { event, commit } = place;
  if (!pull.has("merged_at") && pull.text("state") !== "open")
    throw new CodeHostError(`${shown} was closed without being merged: its approvals approve nothing`, REFUSED);
  if (event?.number === number) {
    if (event.head === head) return;
    throw new CodeHostError(
      `${shown} has moved on: this run is about ${event.head.slice(0, 12)}, and its head is ${head.slice(0, 12)} by now. The run of that commit decides`,
      REFUSED,
    );
  }
  if (commit === undefined || commit === head || isMergedAs(pull, place)) return;
  throw new CodeHostError(
    `this run is about the commit ${commit.slice(0, 12)}, which is neither the head of ${shown} nor what it was merged as`,
    REFUSED,
  );
}

/** Before the push that merged it; else the target branch as it is, for what is not merged yet. */
function baseOf(pull: JsonFields, { before, commit }: GithubPlace): string {
  const base = pull.object("base");
  const isMerged = pull.has("merged_at");
  if (!isMerged) return base.text("ref");
  return before !== undefined && pull.maybeText("merge_commit_sha") === commit ? before : base.text("sha");
}
