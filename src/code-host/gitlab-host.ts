import { type CodeHost, DRIFT_LABEL, type IssueText, type Posted, type RequestReview } from "./code-host.ts";
import type { GitlabPlace } from "./gitlab-place.ts";
import { numberOf } from "./gitlab-request.ts";
import { readGitlabReview } from "./gitlab-review.ts";
import { HostClient, type HostClientOptions } from "./host-client.ts";
import { JsonFields } from "./json-fields.ts";
import { bears, comparable, type Entry, findOwn } from "./own-entry.ts";
import { readList } from "./read-list.ts";

const ADVICE = "GITLAB_TOKEN needs the scope read_api, and api to comment or to keep an issue";
const JOB_ADVICE = `CI_JOB_TOKEN may not do this; ${ADVICE}`;

/** GitLab, by its REST API. */
export class GitlabHost implements CodeHost {
  readonly name = "gitlab";
  readonly #place: GitlabPlace;
  readonly #client: HostClient;
  readonly #root: string;

  constructor(place: GitlabPlace, options: Pick<HostClientOptions, "signal" | "sleep">) {
    const { header, text } = place.token;
    this.#place = place;
    this.#root = `/projects/${place.project}`;
    this.#client = new HostClient({
      ...options,
      api: place.api,
      title: "GitLab",
      advice: header === "job-token" ? JOB_ADVICE : ADVICE,
      headers: { [header]: text },
    });
  }

  readReview(): Promise<RequestReview> {
    return readGitlabReview(this.#client, this.#place);
  }

  async readFile(path: string, ref: string): Promise<string | undefined> {
    const request = {
      method: "GET",
      path: `${this.#root}/repository/files/${encodeURIComponent(path)}/raw?ref=${encodeURIComponent(ref)}`,
      accept: "*/*",
      what: `read ${path} at ${ref}`,
    } as const;
    const answer = await this.#client.ask(request, [404]);
    return answer.status === 404 ? undefined : answer.text;
  }

  async putComment(marker: string, body: string): Promise<Posted> {
    const number = await numberOf(this.#client, this.#place);
    const what = `comment on !${number} of the project ${this.#place.project}`;
    const notes = `${this.#root}/merge_requests/${number}/notes`;
    const own = await this.#findOwn(notes, marker, what);
    if (own?.body === body.trimEnd()) return { what: "unchanged", url: own.url };
    const [method, path] = own === undefined ? (["POST", notes] as const) : (["PUT", `${notes}/${own.id}`] as const);
    await this.#client.json({ method, path, body: { body }, what });
    return { what: own === undefined ? "created" : "updated", url: undefined };
  }

  async putIssue(marker: string, { title, body }: IssueText): Promise<Posted> {
    const what = `keep the issue about drift in the project ${this.#place.project}`;
    const own = await this.#findIssue(marker, what);
    if (own !== undefined && own.body === body.trimEnd() && own.title === title)
      return { what: "unchanged", url: own.url };
    const sent = { title, description: body };
    const [method, path, fields] =
      own === undefined
        ? (["POST", `${this.#root}/issues`, { ...sent, labels: DRIFT_LABEL }] as const)
        : (["PUT", this.#issue(own), sent] as const);
    const posted = new JsonFields(await this.#client.json({ method, path, body: fields, what }), what);
    return { what: own === undefined ? "created" : "updated", url: posted.maybeText("web_url") };
  }

  async closeIssue(marker: string, body: string): Promise<Posted> {
    const what = `close the issue about drift in the project ${this.#place.project}`;
    const own = await this.#findIssue(marker, what);
    if (own === undefined) return { what: "absent", url: undefined };
    const closed = { state_event: "close", description: body };
    await this.#client.json({ method: "PUT", path: this.#issue(own), body: closed, what });
    return { what: "closed", url: own.url };
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #findIssue(marker: string, what: string): Promise<Entry | undefined> {
    return this.#findOwn(`${this.#root}/issues?state=opened&scope=all&labels=${DRIFT_LABEL}`, marker, what);
  }

  async #findOwn(path: string, marker: string, what: string): Promise<Entry | undefined> {
    const marked = (await readList(this.#client, path, what))
      .filter((item) => !item.isTrue("system"))
      .map((item) => toEntry(item))
      .filter(({ body }) => bears(body, marker));
    if (marked.length === 0) return undefined;
    const user = new JsonFields(await this.#client.json({ method: "GET", path: "/user", what }), what);
    return findOwn(marked, user.text("username"));
  }

  #issue({ number }: Entry): string {
    return `${this.#root}/issues/${number}`;
  }
}

/** Notes have their text as `body`, issues as `description`. */
function toEntry(item: JsonFields): Entry {
  return {
    id: item.integer("id"),
    number: item.has("iid") ? item.integer("iid") : undefined,
    author: item.object("author").text("username"),
    title: item.maybeText("title"),
    body: comparable(item.maybeText("body") ?? item.maybeText("description")),
    url: item.maybeText("web_url"),
  };
}
