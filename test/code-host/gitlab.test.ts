import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CodeHost } from "../../src/code-host/code-host.ts";
import { GitlabHost } from "../../src/code-host/gitlab-host.ts";
import { gitlabPlace } from "../../src/code-host/gitlab-place.ts";

const SERVER = "https://gitlab.acme.example";
const API = "/api/v4/projects/77";
const HEAD = "1111111111111111111111111111111111111111";
const OLD = "2222222222222222222222222222222222222222";
const MERGE = "3333333333333333333333333333333333333333";
const BEFORE = "4444444444444444444444444444444444444444";
const TOKEN = "glpat-a-very-secret-token";

const PROJECT = { CI_API_V4_URL: `${SERVER}/api/v4`, CI_PROJECT_ID: "77", GITLAB_TOKEN: TOKEN };
/** What the pipeline of a merge request sees. */
const ON_REQUEST = { ...PROJECT, CI_MERGE_REQUEST_IID: "12", CI_COMMIT_SHA: HEAD };
/** What the pipeline of the main branch sees after the merge. */
const ON_PUSH = { ...PROJECT, CI_COMMIT_SHA: MERGE, CI_COMMIT_BRANCH: "main", CI_COMMIT_BEFORE_SHA: BEFORE };

const opened: CodeHost[] = [];

function gitlab(environment: Record<string, string> = ON_REQUEST, named?: number): CodeHost {
  const host = new GitlabHost(gitlabPlace(environment, named), { sleep: async () => undefined });
  opened.push(host);
  return host;
}

function user(username: string, id: number, state = "active") {
  return { username, id, state };
}

const ADA = user("ada-l", 1);
const GRACE = user("grace", 2);
const LINUS = user("linus", 3);

function request(changes: object = {}) {
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

const MERGED = request({ state: "merged", merge_commit_sha: MERGE });
const VERSIONS = [
  { id: 31, head_commit_sha: HEAD, created_at: "2026-11-20T10:00:00.000Z" },
  { id: 30, head_commit_sha: OLD, created_at: "2026-11-19T10:00:00.000Z" },
];

function withApprovals(
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

beforeEach(() => nock.disableNetConnect());
afterEach(async () => {
  await Promise.all(opened.splice(0).map((host) => host.close()));
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
  nock.enableNetConnect();
});

describe("the approvals of a merge request", () => {
  it("are asked for with the token and count where they came after the last push", async () => {
    nock(SERVER, { reqheaders: { "private-token": TOKEN } })
      .get(`${API}/merge_requests/12`)
      .reply(200, request())
      .get(`${API}/merge_requests/12/versions?per_page=100&page=1`)
      .reply(200, VERSIONS)
      .get(`${API}/merge_requests/12/approvals`)
      .reply(200, { approved_by: [{ user: ADA, approved_at: "2026-11-20T10:00:01.000Z" }] });
    expect(await gitlab().readReview()).toEqual({
      project: "77",
      number: 12,
      head: HEAD,
      author: "linus",
      approvedBy: ["ada-l"],
      discounted: [],
      base: "main",
    });
  });

  it("do not count from before the last push, though GitLab keeps them, nor the author's, nor a blocked account's", async () => {
    withApprovals([
      { user: ADA, approved_at: "2026-11-19T12:00:00.000Z" },
      { user: GRACE, approved_at: "2026-11-20T10:00:00.000Z" },
      { user: LINUS, approved_at: "2026-11-20T12:00:00.000Z" },
      { user: user("bob", 4, "blocked"), approved_at: "2026-11-20T12:00:00.000Z" },
    ]);
    expect(await gitlab().readReview()).toMatchObject({
      approvedBy: [],
      discounted: [
        { login: "ada-l", reason: "approved before the last push" },
        { login: "grace", reason: "approved before the last push" },
        { login: "linus", reason: "is the author" },
        { login: "bob", reason: "has no active account" },
      ],
    });
  });

  it("are dated by GitLab's own notes where it does not say when they were given", async () => {
    const note = (id: number, author: object, body: string, at: string, system = true) => ({
      id,
      author,
      body,
      system,
      created_at: at,
    });
    withApprovals([{ user: ADA }, { user: GRACE }, { user: user("bob", 4) }]);
    nock(SERVER)
      .get(`${API}/merge_requests/12/notes?sort=asc&order_by=created_at&per_page=100&page=1`)
      .reply(200, [
        note(1, ADA, "approved this merge request", "2026-11-19T11:00:00Z"),
        note(2, GRACE, "approved this merge request", "2026-11-19T11:00:00Z"),
        note(3, GRACE, "approved this merge request", "2026-11-20T11:00:00Z", false),
        note(4, ADA, "unapproved this merge request", "2026-11-20T11:00:00Z"),
        note(5, ADA, "approved this merge request", "2026-11-20T12:00:00Z"),
      ]);
    expect(await gitlab().readReview()).toMatchObject({
      approvedBy: ["ada-l"],
      discounted: [
        { login: "grace", reason: "approved before the last push" },
        { login: "bob", reason: "approved at a time that GitLab does not say" },
      ],
    });
  });

  it("are not believed while GitLab has no version of the head commit yet", async () => {
    nock(SERVER)
      .get(`${API}/merge_requests/12`)
      .reply(200, request())
      .get(`${API}/merge_requests/12/versions?per_page=100&page=1`)
      .reply(200, VERSIONS.slice(1));
    await expect(gitlab().readReview()).rejects.toThrow("GitLab has no version of the head commit 111111111111 yet");
  });
});

describe("the commit that is planned", () => {
  it("must be the head, which a pipeline of the merged result names in a variable of its own", async () => {
    withApprovals([]);
    const merged = { ...ON_REQUEST, CI_COMMIT_SHA: MERGE, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD };
    expect(await gitlab(merged).readReview()).toMatchObject({ head: HEAD });
    nock(SERVER)
      .get(`${API}/merge_requests/12`)
      .reply(200, request({ sha: OLD }));
    await expect(gitlab().readReview()).rejects.toThrow("has moved on: this pipeline is about 111111111111");
  });

  it.each([
    ["a merge commit", MERGED],
    ["a squashed commit", request({ state: "merged", squash_commit_sha: MERGE })],
  ])("is found after the merge by %s", async (_what, about) => {
    nock(SERVER)
      .get(`${API}/repository/commits/${MERGE}/merge_requests?per_page=100&page=1`)
      .reply(200, [about, { ...about, id: 901, iid: 13, state: "opened" }]);
    withApprovals([{ user: ADA, approved_at: "2026-11-20T10:00:01.000Z" }], { about });
    expect(await gitlab(ON_PUSH).readReview()).toMatchObject({ number: 12, approvedBy: ["ada-l"], base: BEFORE });
  });

  it("is the head itself after a fast-forward", async () => {
    const about = request({ state: "merged" });
    nock(SERVER).get(`${API}/repository/commits/${HEAD}/merge_requests?per_page=100&page=1`).reply(200, [about]);
    withApprovals([], { about });
    expect(await gitlab({ ...ON_PUSH, CI_COMMIT_SHA: HEAD }).readReview()).toMatchObject({ number: 12, base: BEFORE });
  });

  it.each([
    ["nothing", [], "no merge request was merged as it"],
    ["a request that only contains it", [request({ state: "merged", merge_commit_sha: OLD })], "no merge request"],
    ["one merged into another branch", [{ ...MERGED, target_branch: "playground" }], "no merge request"],
    ["two", [MERGED, { ...MERGED, id: 901, iid: 13 }], "several were"],
  ])("has no approval where it came in by %s", async (_what, requests, fault) => {
    nock(SERVER).get(`${API}/repository/commits/${MERGE}/merge_requests?per_page=100&page=1`).reply(200, requests);
    await expect(gitlab(ON_PUSH).readReview()).rejects.toThrow(fault);
  });

  it("must belong to the merge request that a person names", async () => {
    nock(SERVER).get(`${API}/merge_requests/12`).reply(200, request());
    await expect(gitlab(ON_PUSH, 12).readReview()).rejects.toThrow("neither the head of !12");
    nock(SERVER)
      .get(`${API}/merge_requests/12`)
      .reply(200, request({ state: "closed" }));
    await expect(gitlab(ON_PUSH, 12).readReview()).rejects.toThrow("closed without being merged");
    await expect(gitlab(PROJECT).readReview()).rejects.toThrow("name it with --pull-request N");
  });
});

describe("an API that fails", () => {
  it("says what the token needs, and that the job's own token does not have it", async () => {
    nock(SERVER).get(`${API}/merge_requests/12`).reply(401, { message: "401 Unauthorized" });
    await expect(gitlab().readReview()).rejects.toThrow("GITLAB_TOKEN needs the scope read_api");
    const { GITLAB_TOKEN: _none, ...rest } = ON_REQUEST;
    nock(SERVER, { reqheaders: { "job-token": "job" } })
      .get(`${API}/merge_requests/12`)
      .reply(403, { message: "403 Forbidden" });
    await expect(gitlab({ ...rest, CI_JOB_TOKEN: "job" }).readReview()).rejects.toThrow(
      "does not permit it to this token (403): CI_JOB_TOKEN may not do this; GITLAB_TOKEN needs the scope read_api",
    );
  });

  it("is no approval where approvals are missing, malformed or not counted right", async () => {
    withApprovals([{ user: { id: 1 }, approved_at: "2026-11-20T10:00:01.000Z" }]);
    await expect(gitlab().readReview()).rejects.toThrow("no text username");
    nock(SERVER)
      .get(`${API}/merge_requests/12`)
      .reply(200, request())
      .get(`${API}/merge_requests/12/versions?per_page=100&page=1`)
      .reply(200, VERSIONS, { "x-total": "3" });
    await expect(gitlab().readReview()).rejects.toThrow("the listing has 2 entries, and its head says 3");
    nock(SERVER)
      .get(`${API}/merge_requests/12`)
      .reply(200, request())
      .get(`${API}/merge_requests/12/versions?per_page=100&page=1`)
      .reply(200, VERSIONS)
      .get(`${API}/merge_requests/12/approvals`)
      .reply(404, { message: "404 Not found" });
    await expect(gitlab().readReview()).rejects.toThrow("finds nothing there, or hides it");
  });

  it("needs the project's number and a token", () => {
    expect(() => gitlabPlace({ GITLAB_TOKEN: TOKEN }, 1)).toThrow("CI_PROJECT_ID must be its number");
    expect(() => gitlabPlace({ CI_PROJECT_ID: "77" }, 1)).toThrow("set GITLAB_TOKEN");
  });
});

describe("what is posted", () => {
  const MARKER = "<!-- charter:acme -->";
  const NOTES = `${API}/merge_requests/12/notes`;
  const asRobot = () => nock(SERVER).get("/api/v4/user").reply(200, user("robot", 9));

  it("is one note, made, then updated in place, and nobody else's", async () => {
    nock(SERVER)
      .get(`${NOTES}?per_page=100&page=1`)
      .reply(200, [{ id: 1, author: ADA, body: `${MARKER}\nmine`, system: false }])
      .post(NOTES, { body: `${MARKER}\nplan` })
      .reply(201, { id: 2 });
    asRobot();
    expect(await gitlab().putComment(MARKER, `${MARKER}\nplan`)).toMatchObject({ what: "created" });
    nock(SERVER)
      .get(`${NOTES}?per_page=100&page=1`)
      .reply(200, [{ id: 2, author: user("robot", 9), body: `${MARKER}\nplan`, system: false }])
      .put(`${NOTES}/2`, { body: `${MARKER}\nother` })
      .reply(200, { id: 2 });
    asRobot();
    expect(await gitlab().putComment(MARKER, `${MARKER}\nother`)).toMatchObject({ what: "updated" });
  });

  it("is one issue, opened with a label, updated, and closed", async () => {
    const issues = `${API}/issues`;
    const list = (found: readonly object[]) =>
      nock(SERVER).get(`${issues}?state=opened&scope=all&labels=charter-drift&per_page=100&page=1`).reply(200, found);
    const own = { id: 5, iid: 6, author: user("robot", 9), title: "Drift", description: `${MARKER}\na`, web_url: "u6" };
    list([]);
    nock(SERVER)
      .post(issues, { title: "Drift", description: `${MARKER}\na`, labels: "charter-drift" })
      .reply(201, own);
    expect(await gitlab().putIssue(MARKER, { title: "Drift", body: `${MARKER}\na` })).toEqual({
      what: "created",
      url: "u6",
    });
    list([own]);
    asRobot();
    expect(await gitlab().putIssue(MARKER, { title: "Drift", body: `${MARKER}\na\n` })).toMatchObject({
      what: "unchanged",
    });
    list([own]);
    asRobot();
    nock(SERVER)
      .put(`${issues}/6`, { title: "Drift", description: `${MARKER}\nb` })
      .reply(200, own);
    expect(await gitlab().putIssue(MARKER, { title: "Drift", body: `${MARKER}\nb` })).toMatchObject({
      what: "updated",
    });
    list([own]);
    asRobot();
    nock(SERVER).put(`${issues}/6`, { state_event: "close", description: "none" }).reply(200, own);
    expect(await gitlab().closeIssue(MARKER, "none")).toEqual({ what: "closed", url: "u6" });
    list([]);
    expect(await gitlab().closeIssue(MARKER, "none")).toMatchObject({ what: "absent" });
  });

  it("reads a file as it is at a commit", async () => {
    nock(SERVER)
      .get(`${API}/repository/files/orgs%2Fcharter.yaml/raw?ref=main`)
      .reply(200, "charter: v1\n", { "content-type": "text/plain" })
      .get(`${API}/repository/files/new.yaml/raw?ref=main`)
      .reply(404, {});
    expect(await gitlab().readFile("orgs/charter.yaml", "main")).toBe("charter: v1\n");
    expect(await gitlab().readFile("new.yaml", "main")).toBeUndefined();
  });
});
