import { type CodeHost, DRIFT_LABEL, type IssueText, type Posted, type RequestReview } from "./code-host.ts";
import type { GitlabPlace } from "./gitlab-place.ts";
import { numberOf } from "./gitlab-request.ts";
import { readGitlabReview } from "./gitlab-review.ts";
import { HostClient, type HostClientOptions } from "./host-client.ts";
import { JsonFields } from "./json-fields.ts";
import { bears, comparable, type Entry, findOwn } from "./own-entry.ts";
import { putEntry } from "./put-entry.ts";
import { readList } from "./read-list.ts";

const ADVICE = "GITLAB_TOKEN needs the scope read_api, and api to comment or to keep an issue";
const JOB_ADVICE = `CI_JOB_TOKEN may not do this; ${ADVICE}`;
/** Field with the address of an issue's page; notes have none. */
const PAGE = "web_url";

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

  readFile(path: string, ref: string): Promise<string | undefined> {
    return this.#client.tryText({
      method: "GET",
      path: `${this.#root}/repository/files/${encodeURIComponent(path)}/raw?ref=${encodeURIComponent(ref)}`,
      accept: "*/*",
      what: `read ${path} at ${ref}`,
    });
  }

  async putComment(marker: string, body: string): Promise<Posted> {
    const number = await numberOf(this.#client, this.#place);
    const what = `comment on !${number} of the project ${this.#place.project}`;
    const notes = `${this.#root}/merge_requests/${number}/notes`;
    return await putEntry(
      this.#client,
      await this.#findOwn(notes, marker, what),
      { body },
      {
        create: { method: "POST", path: notes, body: { body } },
        update: ({ id }) => ({ method: "PUT", path: `${notes}/${id}`, body: { body } }),
        page: PAGE,
        what,
      },
    );
  }

  async putIssue(marker: string, { title, body }: IssueText): Promise<Posted> {
    const what = `keep the issue about drift in the project ${this.#place.project}`;
    const fields = { title, description: body };
    return await putEntry(
      this.#client,
      await this.#findIssue(marker, what),
      { title, body },
      {
        create: { method: "POST", path: `${this.#root}/issues`, body: { ...fields, labels: DRIFT_LABEL } },
        update: (own) => ({ method: "PUT", path: this.#issue(own), body: fields }),
        page: PAGE,
        what,
      },
    );
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
    url: item.maybeText(PAGE),
  };
}
