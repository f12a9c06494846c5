import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Somebody with an account. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: string;
}

export interface FakeComment {
  readonly id: number;
  readonly user: Account;
  body: string;
}

export interface FakeIssue extends FakeComment {
  readonly number: number;
  readonly labels: readonly string[];
  title: string;
  state: string;
}

/**
 * A code host with one repository and its pull request number 12, answering what GitHub's REST API answers to the
 * requests of a pipeline. Whatever is set here is what it says from then on.
 */
export class FakeGithub {
  author = "linus";
  head = "1".repeat(40);
  mergedAs: string | undefined;
  /** By login: state and reviewed commit, in the order in which they were given. */
  readonly reviews: { login: string; state: string; commit: string }[] = [];
  /** Files of the target branch, by path. */
  readonly files = new Map<string, string>();
  readonly comments: FakeComment[] = [];
  readonly issues: FakeIssue[] = [];
  /** Status for every request, while it is set. */
  down: number | undefined;
  url = "";
  readonly #accounts = new Map<string, Account>();

  account(login: string): Account {
    const known = this.#accounts.get(login);
    const account = known ?? { id: this.#accounts.size + 1, login, type: login.endsWith("[bot]") ? "Bot" : "User" };
    this.#accounts.set(login, account);
    return account;
  }

  approve(login: string, commit: string = this.head): void {
    this.reviews.push({ login, state: "APPROVED", commit });
  }

  dismiss(login: string): void {
    for (const review of this.reviews) if (review.login === login) review.state = "DISMISSED";
  }

  /** The variables of a workflow at this code host. */
  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { GITHUB_API_URL: this.url, GITHUB_REPOSITORY: "acme/membership", GITHUB_TOKEN: "ghs_secret", ...more };
  }

  /** Status and JSON for a request. */
  answer(method: string, path: string, query: URLSearchParams, sent: Record<string, string>): [number, unknown] {
    if (this.down !== undefined) return [this.down, { message: "down" }];
    const [, resource = "", ...rest] = /^\/repos\/acme\/membership\/(\w+)(?:\/(.*))?$/.exec(path) ?? [];
    const below = rest[0] ?? "";
    if (resource === "pulls") return [200, below === "12" ? this.#pull() : page(query, this.#reviewed())];
    if (resource === "commits") return [200, page(query, below === `${this.mergedAs}/pulls` ? [this.#pull()] : [])];
    if (resource === "contents") return this.#file(decodeURIComponent(below));
    if (resource === "issues") return this.#issue(method, below, query, sent);
    return path === "/user" ? [403, { message: "Resource not accessible by integration" }] : [404, {}];
  }

  #pull(): object {
    return {
      id: 900,
      number: 12,
      state: this.mergedAs === undefined ? "open" : "closed",
      merged_at: this.mergedAs === undefined ? null : "2026-11-22T10:00:00Z",
      merge_commit_sha: this.mergedAs ?? "9".repeat(40),
      user: this.account(this.author),
      head: { sha: this.head },
      base: { sha: "0".repeat(40), ref: "main" },
    };
  }

  #reviewed(): object[] {
    return this.reviews.map(({ login, state, commit }, index) => ({
      id: index + 1,
      user: this.account(login),
      state,
      commit_id: commit,
      submitted_at: new Date(Date.UTC(2026, 10, 20, 10, index)).toISOString(),
    }));
  }

  #file(path: string): [number, unknown] {
    const text = this.files.get(path);
    return text === undefined ? [404, {}] : [200, text];
  }

  #issue(method: string, below: string, query: URLSearchParams, sent: Record<string, string>): [number, unknown] {
    const [first = "", second = ""] = below.split("/");
    const user = this.account("github-actions[bot]");
    const found = first === "comments" ? this.comments[Number(second) - 1] : this.issues[Number(first) - 1];
    if (method === "PATCH" && found !== undefined) return [200, Object.assign(found, sent)];
    const isComment = second === "comments";
    if (method === "GET") {
      const open = this.issues.filter(
        ({ state, labels }) => state === "open" && labels.includes(query.get("labels") ?? ""),
      );
      return [200, page(query, isComment ? this.comments : open)];
    }
    const made = { id: (isComment ? this.comments : this.issues).length + 1, user, body: sent.body ?? "", ...sent };
    if (isComment) this.comments.push(made);
    else
      this.issues.push({
        ...made,
        number: made.id,
        state: "open",
        title: sent.title ?? "",
        labels: [sent.labels ?? ""].flat(),
      });
    return [201, made];
  }
}

function page(query: URLSearchParams, items: readonly object[]): readonly object[] {
  const size = Number(query.get("per_page"));
  const start = (Number(query.get("page")) - 1) * size;
  return items.slice(start, start + size);
}

/** Serves one until the test is over. */
export async function openFakeGithub(): Promise<FakeGithub> {
  const github = new FakeGithub();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://host");
    const sent = JSON.parse((await bodyOf(request)) || "{}") as Record<string, string>;
    const [status, value] = github.answer(request.method ?? "GET", pathname, searchParams, sent);
    const isText = typeof value === "string";
    response.writeHead(status, { "content-type": isText ? "application/vnd.github.raw" : "application/json" });
    response.end(isText ? value : JSON.stringify(value));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  github.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return github;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
