import nock from "nock";
import { afterEach, beforeEach, expect } from "vitest";
import type { CodeHost } from "../../src/code-host/code-host.ts";
import { GitlabHost } from "../../src/code-host/gitlab-host.ts";
import { gitlabPlace } from "../../src/code-host/gitlab-place.ts";

export const SERVER = "https://gitlab.acme.example";
export const API = "/api/v4/projects/77";
export const HEAD = "1111111111111111111111111111111111111111";
export const OLD = "2222222222222222222222222222222222222222";
export const MERGE = "3333333333333333333333333333333333333333";
export const BEFORE = "4444444444444444444444444444444444444444";
export const TOKEN = "glpat-a-very-secret-token";

export const PROJECT = { CI_API_V4_URL: `${SERVER}/api/v4`, CI_PROJECT_ID: "77", GITLAB_TOKEN: TOKEN };
/** What the pipeline of a merge request sees. */
export const ON_REQUEST = { ...PROJECT, CI_MERGE_REQUEST_IID: "12", CI_COMMIT_SHA: HEAD };
/** What the pipeline of the main branch sees after the merge. */
export const ON_PUSH = { ...PROJECT, CI_COMMIT_SHA: MERGE, CI_COMMIT_BRANCH: "main", CI_COMMIT_BEFORE_SHA: BEFORE };

const opened: CodeHost[] = [];

export function gitlab(environment: Record<string, string> = ON_REQUEST, named?: number): CodeHost {
  const host = new GitlabHost(gitlabPlace(environment, named), { sleep: async () => undefined });
  opened.push(host);
  return host;
}

export function user(username: string, id: number, state = "active") {
  return { username, id, state };
}

export const ADA = user("ada-l", 1);
export const GRACE = user("grace", 2);
export const LINUS = user("linus", 3);

export function request(changes: object = {}) {
  return {
    id: 900,
    iid: 12,
    state: "opened",
    sha: HEAD,
    author: LINUS,
    target_branch: "main",
    merge_commit_sha: null,
    squash_commit_sha: null,
    diff_refs: { base_sha: OLD, head_sha: HEAD, start_sha: OLD },
    ...changes,
  };
}

export const MERGED = request({ state: "merged", merge_commit_sha: MERGE });
export const VERSIONS = [
  { id: 31, head_commit_sha: HEAD, created_at: "2026-11-20T10:00:00.000Z" },
  { id: 30, head_commit_sha: OLD, created_at: "2026-11-19T10:00:00.000Z" },
];

/** The merge request is asked for, with its versions, and its approvals are these. */
export function withApprovals(
  approvals: readonly object[],
  { about = request(), versions = VERSIONS as readonly object[] } = {},
) {
  return nock(SERVER)
    .get(`${API}/merge_requests/12`)
    .reply(200, about)
    .get(`${API}/merge_requests/12/versions?per_page=100&page=1`)
    .reply(200, versions)
    .get(`${API}/merge_requests/12/approvals`)
    .reply(200, { approved_by: approvals });
}

/** Nothing reaches a network, everything that was made ready was asked for, and hosts are closed. For each test. */
export function watchGitlab(): void {
  beforeEach(() => nock.disableNetConnect());
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((host) => host.close()));
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
    nock.enableNetConnect();
  });
}
