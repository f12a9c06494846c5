import type { RequestReview } from "./code-host.ts";
import type { GithubPlace } from "./github-place.ts";
import { readRequest } from "./github-request.ts";
import type { HostClient } from "./host-client.ts";
import type { JsonFields } from "./json-fields.ts";
import { readList } from "./read-list.ts";

/** What somebody's review came to. Comments neither give nor take an approval. */
const DECISIVE = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);

/** One reviewer's last word. */
interface LastWord {
  readonly login: string;
  readonly isPerson: boolean;
  readonly id: number;
  readonly state: string;
  readonly commit: string | undefined;
}

/**
 * Who approves the head commit of the run's pull request: whose last review that decides anything is an approval of
 * just that commit. A dismissed approval is none; neither is the author's, nor one by an app.
 */
export async function readGithubReview(client: HostClient, place: GithubPlace): Promise<RequestReview> {
  const request = await readRequest(client, place);
  const { number, head, author } = request;
  const what = `read the reviews of ${place.repository}#${number}`;
  const reviews = await readList(client, `/repos/${place.repository}/pulls/${number}/reviews`, what);
  const approvedBy: string[] = [];
  const discounted: { login: string; reason: string }[] = [];
  for (const word of lastWords(reviews)) {
    if (word.state !== "APPROVED") continue;
    const reason = objection(word, head, author.id);
    if (reason === undefined) approvedBy.push(word.login);
    else discounted.push({ login: word.login, reason });
  }
  const { base } = request;
  return { project: place.repository, number, head, author: author.login, approvedBy, discounted, base };
}

function objection(word: LastWord, head: string, author: number): string | undefined {
  if (word.id === author) return "is the author";
  if (!word.isPerson) return "is an app, not a person";
  if (word.commit === head) return undefined;
  return word.commit === undefined
    ? "approved a commit that is not there any more"
    : `approved ${word.commit.slice(0, 12)}, which is not the head commit`;
}

function lastWords(reviews: readonly JsonFields[]): LastWord[] {
  const words = new Map<number, LastWord>();
  for (const review of inOrder(reviews)) {
    // An account that was deleted says nothing any more.
    if (!review.has("user")) continue;
    const user = review.object("user");
    const id = user.integer("id");
    words.set(id, {
      id,
      login: user.text("login"),
      isPerson: user.text("type") === "User",
      state: review.text("state"),
      commit: review.maybeText("commit_id"),
    });
  }
  return [...words.values()];
}

/** The reviews that decide anything, oldest first. One that is still being written has no time. */
function inOrder(reviews: readonly JsonFields[]): JsonFields[] {
  return reviews
    .filter((review) => DECISIVE.has(review.text("state")))
    .map((review) => ({ review, at: review.instant("submitted_at"), id: review.integer("id") }))
    .sort((left, right) => left.at - right.at || left.id - right.id)
    .map(({ review }) => review);
}
