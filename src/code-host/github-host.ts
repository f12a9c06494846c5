import type { CodeHost, IssueText, Posted, RequestReview } from "./code-host.ts";
import { DRIFT_LABEL } from "./code-host.ts";
import type { GithubPlace } from "./github-place.ts";
import { numberOf } from "./github-request.ts";
import { readGithubReview } from "./github-review.ts";
import { HostClient, type HostClientOptions } from "./host-client.ts";
import { JsonFields } from "./json-fields.ts";
import { bears, comparable, type Entry, findOwn } from "./own-entry.ts";
import { putEntry } from "./put-entry.ts";
import { readList } from "./read-list.ts";

const ADVICE =
  "GITHUB_TOKEN needs the permissions contents: read and pull-requests: read, to comment pull-requests: write, and for an issue issues: write";
/** Field with the address of the page of a comment or an issue. */
const PAGE = "html_url";
/** Author of everything that the token of a workflow posts. */
const ACTIONS_BOT = "github-actions[bot]";

/** GitHub, by its REST API. */
export class GithubHost implements CodeHost {
  readonly name = "github";
  readonly #place: GithubPlace;
  readonly #client: HostClient;
  readonly #root: string;

  constructor(place: GithubPlace, options: Pick<HostClientOptions, "signal" | "sleep">) {
    this.#place = place;
    this.#root = `/repos/${place.repository}`;
    this.#client = new HostClient({
      ...options,
      api: place.api,
      title: "GitHub",
      advice: ADVICE,
      headers: { authorization: `Bearer ${place.token}`, "x-github-api-version": "2022-11-28" },
    });
  }

  readReview(): Promise<RequestReview> {
    return readGithubReview(this.#client, this.#place);
  }

  readFile(path: string, ref: string): Promise<string | undefined> {
    const encoded = path.split("/").map(encodeURIComponent).join("/");
    return this.#client.tryText({
      method: "GET",
      path: `${this.#root}/contents/${encoded}?ref=${encodeURIComponent(ref)}`,
      accept: "application/vnd.github.raw+json",
      what: `read ${path} at ${ref}`,
    });
  }

  async putComment(marker: string, body: string): Promise<Posted> {
    const number = await numberOf(this.#client, this.#place);
    const what = `comment on ${this.#place.repository}#${number}`;
    const comments = `${this.#root}/issues/${number}/comments`;
    return await putEntry(
      this.#client,
      await this.#findOwn(comments, marker, what),
      { body },
      {
        create: { method: "POST", path: comments, body: { body } },
        update: (own) => ({ method: "PATCH", path: this.#comment(own), body: { body } }),
        page: PAGE,
        what,
      },
    );
  }

  async putIssue(marker: string, { title, body }: IssueText): Promise<Posted> {
    const what = `keep the issue about drift in ${this.#place.repository}`;
    return await putEntry(
      this.#client,
      await this.#findIssue(marker, what),
      { title, body },
      {
        create: { method: "POST", path: `${this.#root}/issues`, body: { title, body, labels: [DRIFT_LABEL] } },
        update: (own) => ({ method: "PATCH", path: this.#issue(own), body: { title, body } }),
        page: PAGE,
        what,
      },
    );
  }

  async closeIssue(marker: string, body: string): Promise<Posted> {
    const what = `close the issue about drift in ${this.#place.repository}`;
    const own = await this.#findIssue(marker, what);
    if (own === undefined) return { what: "absent", url: undefined };
    const closed = { state: "closed", state_reason: "completed", body };
    await this.#client.json({ method: "PATCH", path: this.#issue(own), body: closed, what });
    return { what: "closed", url: own.url };
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #findIssue(marker: string, what: string): Promise<Entry | undefined> {
    return this.#findOwn(`${this.#root}/issues?state=open&labels=${DRIFT_LABEL}`, marker, what);
  }

  async #findOwn(path: string, marker: string, what: string): Promise<Entry | undefined> {
    const marked = (await readList(this.#client, path, what))
      // GitHub lists pull requests among the issues.
      .filter((item) => !item.has("pull_request"))
      .map((item) => toEntry(item))
      .filter(({ body }) => bears(body, marker));
    return marked.length === 0 ? undefined : findOwn(marked, await this.#whoAmI());
  }

  /**
   * Login of whoever posts with this token. A workflow's token, and an app's, may not ask for it where people do, so
   * that it is asked for where apps may; a host that knows neither has the bot of its workflows.
   */
  async #whoAmI(): Promise<string> {
    const what = "ask GitHub who the token is";
    const user = await this.#client.ask({ method: "GET", path: "/user", what }, [403, 404]);
    if (user.status < 300) return new JsonFields(user.json(), what).text("login");
    const query = { query: "query { viewer { login } }" };
    const path = this.#place.graphql;
    const viewer = await this.#client.ask({ method: "POST", path, body: query, what }, [403, 404]);
    if (viewer.status >= 300) return ACTIONS_BOT;
    return new JsonFields(viewer.json(), what).object("data").object("viewer").text("login");
  }

  #comment({ id }: Entry): string {
    return `${this.#root}/issues/comments/${id}`;
  }

  #issue({ number }: Entry): string {
    return `${this.#root}/issues/${number}`;
  }
}

function toEntry(item: JsonFields): Entry {
  return {
    id: item.integer("id"),
    number: item.has("number") ? item.integer("number") : undefined,
    author: item.has("user") ? item.object("user").text("login") : "",
    title: item.maybeText("title"),
    body: comparable(item.maybeText("body")),
    url: item.maybeText(PAGE),
  };
}
