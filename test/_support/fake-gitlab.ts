import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A note or an issue that was posted. */
export interface FakeNote {
  readonly id: number;
  readonly author: { readonly id: number; readonly username: string };
  body?: string;
  description?: string;
  title?: string;
  state?: string;
  readonly iid?: number;
}

const BOT = { id: 99, username: "charter-bot" };
const PUSHED = "2026-11-20T10:00:00Z";
const APPROVED = "2026-11-20T11:00:00Z";

/**
 * A code host with the project 7 and its merge request 12, answering what GitLab's REST API answers to the requests of a
 * pipeline. Whatever is set here is what it says from then on.
 */
export class FakeGitlab {
  readonly head = "1".repeat(40);
  mergedAs: string | undefined;
  readonly approvedBy: string[] = [];
  /** Files of the target branch, by path. */
  readonly files = new Map<string, string>();
  readonly notes: FakeNote[] = [];
  readonly issues: FakeNote[] = [];
  url = "";

  /** The variables of a pipeline at this code host. */
  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { CI_API_V4_URL: `${this.url}/api/v4`, CI_PROJECT_ID: "7", GITLAB_TOKEN: "glpat-secret", ...more };
  }

  answer(method: string, path: string, query: URLSearchParams, sent: Record<string, string>): [number, unknown] {
    const [, below = ""] = /^\/api\/v4\/projects\/7\/(.*)$/.exec(path) ?? [];
    if (path === "/api/v4/user") return [200, BOT];
    if (below === "merge_requests/12") return [200, this.#request()];
    if (below === "merge_requests/12/versions")
      return [200, [{ id: 1, head_commit_sha: this.head, created_at: PUSHED }]];
    if (below === "merge_requests/12/approvals") return [200, { approved_by: this.#approvals() }];
    if (below.startsWith("merge_requests/12/notes")) return this.#keep(this.notes, method, below, sent);
    if (below.startsWith("issues")) {
      const open = this.issues.filter(({ state }) => state === query.get("state"));
      return method === "GET" ? [200, open] : this.#keep(this.issues, method, below, sent);
    }
    if (below === `repository/commits/${this.mergedAs}/merge_requests`) return [200, [this.#request()]];
    const [, file = ""] = /^repository\/files\/(.+)\/raw$/.exec(below) ?? [];
    const text = this.files.get(decodeURIComponent(file));
    return text === undefined ? [404, { message: "404 Not Found" }] : [200, text];
  }

  #request(): object {
    return {
      id: 900,
      iid: 12,
      state: this.mergedAs === undefined ? "opened" : "merged",
      sha: this.head,
      target_branch: "main",
      merge_commit_sha: this.mergedAs ?? null,
      squash_commit_sha: null,
      author: { id: 1, username: "linus" },
      diff_refs: { start_sha: "0".repeat(40) },
    };
  }

  #approvals(): object[] {
    return this.approvedBy.map((username, index) => ({
      user: { id: index + 10, username, state: "active" },
      approved_at: APPROVED,
    }));
  }

  #keep(kept: FakeNote[], method: string, below: string, sent: Record<string, string>): [number, unknown] {
    if (method === "GET") return [200, kept];
    const id = Number(/\/(\d+)$/.exec(below)?.[1]);
    const found = method === "PUT" ? kept[id - 1] : undefined;
    if (found !== undefined) {
      if (sent.state_event === "close") found.state = "closed";
      return [200, Object.assign(found, sent)];
    }
    const made = { id: kept.length + 1, iid: kept.length + 1, author: BOT, state: "opened", ...sent };
    kept.push(made);
    return [201, made];
  }
}

/** Serves one until the test is over. */
export async function openFakeGitlab(): Promise<FakeGitlab> {
  const gitlab = new FakeGitlab();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://host");
    const sent = JSON.parse((await bodyOf(request)) || "{}") as Record<string, string>;
    const [status, value] = gitlab.answer(request.method ?? "GET", pathname, searchParams, sent);
    const isText = typeof value === "string";
    response.writeHead(status, { "content-type": isText ? "text/plain" : "application/json" });
    response.end(isText ? value : JSON.stringify(value));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  gitlab.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return gitlab;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
