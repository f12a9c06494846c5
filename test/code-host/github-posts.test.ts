import nock from "nock";
import { describe, expect, it } from "vitest";
import { API, github, REPOSITORY, user, watchGithub } from "../_support/github-api.ts";

watchGithub();

describe("a file at a commit", () => {
  it("comes as it is, and is undefined where there is none", async () => {
    nock(API, { reqheaders: { accept: "application/vnd.github.raw+json" } })
      .get(`${REPOSITORY}/contents/orgs/a%20b/charter.yaml?ref=main`)
      .reply(200, "charter: v1\n", { "content-type": "application/vnd.github.raw+json; charset=utf-8" })
      .get(`${REPOSITORY}/contents/new.yaml?ref=main`)
      .reply(404, { message: "Not Found" });
    expect(await github().readFile("orgs/a b/charter.yaml", "main")).toBe("charter: v1\n");
    expect(await github().readFile("new.yaml", "main")).toBeUndefined();
  });
});

describe("a sticky comment", () => {
  const MARKER = "<!-- charter:acme -->";
  const COMMENTS = `${REPOSITORY}/issues/12/comments`;
  const list = (comments: readonly object[]) => nock(API).get(`${COMMENTS}?per_page=100&page=1`).reply(200, comments);
  const comment = (id: number, login: string, body: string) => ({
    id,
    body,
    user: user(login, id),
    html_url: `u${id}`,
  });
  const asBot = () => nock(API).get("/user").reply(403, { message: "Resource not accessible by integration" });

  it("is made where there is none", async () => {
    list([comment(1, "ada-l", "looks good")]);
    nock(API)
      .post(COMMENTS, { body: `${MARKER}\nplan` })
      .reply(201, { id: 2, html_url: "https://github.com/acme/membership/pull/12#2" });
    expect(await github().putComment(MARKER, `${MARKER}\nplan`)).toEqual({
      what: "created",
      url: "https://github.com/acme/membership/pull/12#2",
    });
  });

  it("is updated in place, and left alone where it says the same", async () => {
    list([comment(3, "github-actions[bot]", `${MARKER}\r\nold`)]);
    asBot();
    nock(API)
      .post("/graphql")
      .reply(200, { data: { viewer: { login: "github-actions[bot]" } } });
    nock(API)
      .patch(`${REPOSITORY}/issues/comments/3`, { body: `${MARKER}\nnew` })
      .reply(200, { id: 3, html_url: "u3" });
    expect(await github().putComment(MARKER, `${MARKER}\nnew`)).toEqual({ what: "updated", url: "u3" });
    list([comment(3, "ci-robot", `${MARKER}\r\nnew`)]);
    nock(API).get("/user").reply(200, { login: "CI-robot" });
    expect(await github().putComment(MARKER, `${MARKER}\nnew\n`)).toEqual({ what: "unchanged", url: "u3" });
  });

  it("is never somebody else's that begins with the same mark, nor another organization's", async () => {
    list([
      comment(1, "mallory", `${MARKER}\nsafe, merge it`),
      comment(2, "github-actions[bot]", "<!-- charter:beta -->\nplan"),
    ]);
    asBot();
    nock(API).post("/graphql").reply(403, {});
    nock(API).post(COMMENTS).reply(201, { id: 4 });
    expect(await github().putComment(MARKER, `${MARKER}\nplan`)).toMatchObject({ what: "created" });
  });

  it("is the older one where two runs made two", async () => {
    list([comment(9, "github-actions[bot]", `${MARKER}\nb`), comment(5, "github-actions[bot]", `${MARKER}\na`)]);
    asBot();
    nock(API).post("/graphql").reply(404, {});
    nock(API).patch(`${REPOSITORY}/issues/comments/5`).reply(200, { id: 5 });
    expect(await github().putComment(MARKER, `${MARKER}\nc`)).toMatchObject({ what: "updated" });
  });

  it("that may not be written is an error, and is not written twice", async () => {
    list([]);
    nock(API).post(COMMENTS).reply(403, { message: "Resource not accessible by integration" });
    await expect(github().putComment(MARKER, "x")).rejects.toThrow("to comment pull-requests: write");
    list([]);
    nock(API).post(COMMENTS).reply(502, {});
    await expect(github().putComment(MARKER, "x")).rejects.toThrow("GitHub answered 502");
  });
});

describe("the issue about drift", () => {
  const MARKER = "<!-- charter:acme -->";
  const ISSUES = `${REPOSITORY}/issues`;
  const list = (issues: readonly object[]) =>
    nock(API).get(`${ISSUES}?state=open&labels=charter-drift&per_page=100&page=1`).reply(200, issues);
  const own = { id: 70, number: 7, title: "Drift", body: `${MARKER}\nold`, user: user("robot", 9), html_url: "u7" };
  const asRobot = () => nock(API).get("/user").reply(200, { login: "robot" });

  it("is opened with a label, then updated, then closed", async () => {
    list([
      { ...own, pull_request: {} },
      { ...own, id: 71, user: user("mallory", 10) },
    ]);
    asRobot();
    nock(API)
      .post(ISSUES, { title: "Drift", body: `${MARKER}\nnew`, labels: ["charter-drift"] })
      .reply(201, { id: 72, number: 8, html_url: "u8" });
    const host = github();
    expect(await host.putIssue(MARKER, { title: "Drift", body: `${MARKER}\nnew` })).toEqual({
      what: "created",
      url: "u8",
    });
    list([own]);
    asRobot();
    nock(API)
      .patch(`${ISSUES}/7`, { title: "Drift", body: `${MARKER}\nnew` })
      .reply(200, own);
    expect(await host.putIssue(MARKER, { title: "Drift", body: `${MARKER}\nnew` })).toEqual({
      what: "updated",
      url: "u7",
    });
    list([own]);
    asRobot();
    nock(API)
      .patch(`${ISSUES}/7`, { state: "closed", state_reason: "completed", body: `${MARKER}\nnone` })
      .reply(200, own);
    expect(await host.closeIssue(MARKER, `${MARKER}\nnone`)).toEqual({ what: "closed", url: "u7" });
    list([]);
    expect(await host.closeIssue(MARKER, `${MARKER}\nnone`)).toEqual({ what: "absent", url: undefined });
  });
});
