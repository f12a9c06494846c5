import nock from "nock";
import { describe, expect, it } from "vitest";
import {
  ADA,
  API,
  BEFORE,
  GRACE,
  gitlab,
  HEAD,
  LINUS,
  MERGE,
  MERGED,
  OLD,
  ON_PUSH,
  ON_REQUEST,
  PROJECT,
  request,
  SERVER,
  TOKEN,
  user,
  VERSIONS,
  watchGitlab,
  withApprovals,
} from "../_support/gitlab-api.ts";

watchGitlab();

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
