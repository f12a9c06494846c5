import nock from "nock";
import { afterEach, beforeEach, expect } from "vitest";
import type { CodeHost } from "../../src/code-host/code-host.ts";
import { GithubHost } from "../../src/code-host/github-host.ts";
import { githubPlace } from "../../src/code-host/github-place.ts";

export const API = "https://api.github.com";
export const HEAD = "1111111111111111111111111111111111111111";
export const OLD = "2222222222222222222222222222222222222222";
export const MERGE = "3333333333333333333333333333333333333333";
export const BEFORE = "4444444444444444444444444444444444444444";
export const TOKEN = "ghs_a-very-secret-token";
export const REPOSITORY = "/repos/acme/membership";

/** What the workflow of a pull request sees. */
export const ON_REQUEST = { GITHUB_REPOSITORY: "acme/membership", GITHUB_TOKEN: TOKEN, GITHUB_SHA: MERGE };
export const EVENT = { pull_request: { number: 12, head: { sha: HEAD } } };
/** What the workflow of a push to the main branch sees. */
export const ON_PUSH = { ...ON_REQUEST, GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "main" };

/** Milliseconds of each wait, instead of waiting. */
export const waits: number[] = [];
const opened: CodeHost[] = [];

export function github(
  environment: Record<string, string> = ON_REQUEST,
  event: unknown = environment === ON_REQUEST ? EVENT : { before: BEFORE, after: MERGE },
  named?: number,
): CodeHost {
  const host = new GithubHost(githubPlace(environment, event, named), { sleep: async (ms) => void waits.push(ms) });
  opened.push(host);
  return host;
}

export function user(login: string, id: number, type = "User") {
  return { login, id, type };
}

export const ADA = user("ada-l", 1);
export const GRACE = user("Grace-H", 2);
export const LINUS = user("linus", 3);

export function pull(changes: object = {}) {
  return {
    id: 900,
    number: 12,
    state: "open",
    merged_at: null,
    merge_commit_sha: MERGE,
    user: LINUS,
    head: { sha: HEAD, ref: "more-people" },
    base: { sha: OLD, ref: "main" },
    ...changes,
  };
}

export const MERGED = pull({ state: "closed", merged_at: "2026-11-22T10:00:00Z" });

let nextId = 100;
export function review(who: object | null, state: string, commit: string | null = HEAD, at = "2026-11-20T10:00:00Z") {
  return { id: nextId++, user: who, state, commit_id: commit, submitted_at: at };
}

/** The pull request is asked for, and its reviews are these. */
export function withReviews(reviews: readonly object[], about: object = pull()) {
  return nock(API)
    .get(`${REPOSITORY}/pulls/12`)
    .reply(200, about)
    .get(`${REPOSITORY}/pulls/12/reviews?per_page=100&page=1`)
    .reply(200, reviews);
}

/** Nothing reaches a network, everything that was made ready was asked for, and hosts are closed. For each test. */
export function watchGithub(): void {
  beforeEach(() => nock.disableNetConnect());
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((host) => host.close()));
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
    nock.enableNetConnect();
    waits.length = 0;
  });
}
