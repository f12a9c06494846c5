import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CodeHost } from "../../src/code-host/code-host.ts";
import { GithubHost } from "../../src/code-host/github-host.ts";
import { githubPlace } from "../../src/code-host/github-place.ts";

const API = "https://api.github.com";
const HEAD = "1111111111111111111111111111111111111111";
const OLD = "2222222222222222222222222222222222222222";
const MERGE = "3333333333333333333333333333333333333333";
const BEFORE = "4444444444444444444444444444444444444444";
const TOKEN = "ghs_a-very-secret-token";
const REPOSITORY = "/repos/acme/membership";

/** What the workflow of a pull request sees. */
const ON_REQUEST = { GITHUB_REPOSITORY: "acme/membership", GITHUB_TOKEN: TOKEN, GITHUB_SHA: MERGE };
const EVENT = { pull_request: { number: 12, head: { sha: HEAD } } };
/** What the workflow of a push to the main branch sees. */
const ON_PUSH = { ...ON_REQUEST, GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "main" };

const waits: number[] = [];
const opened: CodeHost[] = [];

function github(
  environment: Record<string, string> = ON_REQUEST,
  event: unknown = environment === ON_REQUEST ? EVENT : { before: BEFORE, after: MERGE },
  named?: number,
): CodeHost {
  const host = new GithubHost(githubPlace(environment, event, named), { sleep: async (ms) => void waits.push(ms) });
  opened.push(host);
  return host;
}

function user(login: string, id: number, type = "User") {
  return { login, id, type };
}

const ADA = user("ada-l", 1);
const GRACE = user("Grace-H", 2);
const LINUS = user("linus", 3);

function pull(changes: object = {}) {
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

const MERGED = pull({ state: "closed", merged_at: "2026-11-22T10:00:00Z" });

let nextId = 100;
function review(who: object | null, state: string, commit: string | null = HEAD, at = "2026-11-20T10:00:00Z") {
  return { id: nextId++, user: who, state, commit_id: commit, submitted_at: at };
}

function withReviews(reviews: readonly object[], about: object = pull()) {
  return nock(API)
    .get(`${REPOSITORY}/pulls/12`)
    .reply(200, about)
    .get(`${REPOSITORY}/pulls/12/reviews?per_page=100&page=1`)
    .reply(200, reviews);
}

beforeEach(() => nock.disableNetConnect());
afterEach(async () => {
  await Promise.all(opened.splice(0).map((host) => host.close()));
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
  nock.enableNetConnect();
  waits.length = 0;
});

describe("the reviews of a pull request", () => {
  it("are asked for with the token and count where they approve the head commit", async () => {
    nock(API, { reqheaders: { authorization: `Bearer ${TOKEN}`, "x-github-api-version": "2022-11-28" } })
      .get(`${REPOSITORY}/pulls/12`)
      .reply(200, pull())
      .get(`${REPOSITORY}/pulls/12/reviews?per_page=100&page=1`)
      .reply(200, [review(ADA, "APPROVED"), review(GRACE, "COMMENTED")]);
    expect(await github().readReview()).toEqual({
      project: "acme/membership",
      number: 12,
      head: HEAD,
      author: "linus",
      approvedBy: ["ada-l"],
      discounted: [],
      base: "main",
    });
  });

  it("do not count where they are of another commit, or of one that is gone", async () => {
    withReviews([review(ADA, "APPROVED", OLD), review(GRACE, "APPROVED", null)]);
    expect(await github().readReview()).toMatchObject({
      approvedBy: [],
      discounted: [
        { login: "ada-l", reason: "approved 222222222222, which is not the head commit" },
        { login: "Grace-H", reason: "approved a commit that is not there any more" },
      ],
    });
  });

  it("count by the last one that decides: dismissed, or changes requested, takes an approval back", async () => {
    withReviews([
      review(ADA, "APPROVED", HEAD, "2026-11-20T10:00:00Z"),
      review(GRACE, "APPROVED", HEAD, "2026-11-20T10:00:00Z"),
      review(user("bob", 4), "CHANGES_REQUESTED", HEAD, "2026-11-20T10:00:00Z"),
      review(ADA, "DISMISSED", HEAD, "2026-11-20T11:00:00Z"),
      review(GRACE, "CHANGES_REQUESTED", HEAD, "2026-11-20T11:00:00Z"),
      review(user("bob", 4), "APPROVED", HEAD, "2026-11-20T11:00:00Z"),
      review(user("bob", 4), "COMMENTED", HEAD, "2026-11-20T12:00:00Z"),
    ]);
    expect(await github().readReview()).toMatchObject({ approvedBy: ["bob"], discounted: [] });
  });

  it("are put in order by their time, whatever order they come in", async () => {
    withReviews([
      review(ADA, "CHANGES_REQUESTED", HEAD, "2026-11-20T11:00:00Z"),
      review(ADA, "APPROVED", HEAD, "2026-11-20T10:00:00Z"),
    ]);
    expect(await github().readReview()).toMatchObject({ approvedBy: [] });
  });

  it("do not count as the author's own, of an app, or of an account that is gone", async () => {
    withReviews([
      review(LINUS, "APPROVED"),
      review(user("renovate[bot]", 8, "Bot"), "APPROVED"),
      review(null, "APPROVED"),
      { ...review(GRACE, "PENDING"), submitted_at: undefined },
    ]);
    expect(await github().readReview()).toMatchObject({
      approvedBy: [],
      discounted: [
        { login: "linus", reason: "is the author" },
        { login: "renovate[bot]", reason: "is an app, not a person" },
      ],
    });
  });

  it("are read to the last page, where an approval is taken back", async () => {
    const first = Array.from({ length: 100 }, () => review(ADA, "APPROVED"));
    const next = `<${API}${REPOSITORY}/pulls/12/reviews?per_page=100&page=2>; rel="next"`;
    nock(API)
      .get(`${REPOSITORY}/pulls/12`)
      .reply(200, pull())
      .get(`${REPOSITORY}/pulls/12/reviews?per_page=100&page=1`)
      .reply(200, first, { link: next })
      .get(`${REPOSITORY}/pulls/12/reviews?per_page=100&page=2`)
      .reply(200, [review(ADA, "DISMISSED", HEAD, "2026-11-21T10:00:00Z")]);
    expect(await github().readReview()).toMatchObject({ approvedBy: [] });
  });

  it("are asked for once more where a full page says nothing about a next one", async () => {
    const first = Array.from({ length: 100 }, () => review(ADA, "APPROVED"));
    withReviews(first);
    nock(API)
      .get(`${REPOSITORY}/pulls/12/reviews?per_page=100&page=2`)
      .reply(200, [review(ADA, "DISMISSED", HEAD, "2026-11-21T10:00:00Z")]);
    expect(await github().readReview()).toMatchObject({ approvedBy: [] });
  });
});

describe("the commit that is planned", () => {
  it("must be the head: a push since the run began refuses", async () => {
    nock(API)
      .get(`${REPOSITORY}/pulls/12`)
      .reply(200, pull({ head: { sha: OLD } }));
    await expect(github().readReview()).rejects.toThrow(
      "acme/membership#12 has moved on: this run is about 111111111111, and its head is 222222222222 by now. The run of that commit decides",
    );
  });

  it("is found by the merge commit after the merge, and held against the head that was reviewed", async () => {
    nock(API).get(`${REPOSITORY}/commits/${MERGE}/pulls?per_page=100&page=1`).reply(200, [MERGED]);
    withReviews([review(ADA, "APPROVED"), review(GRACE, "APPROVED", OLD)], MERGED);
    expect(await github(ON_PUSH).readReview()).toMatchObject({
      number: 12,
      head: HEAD,
      approvedBy: ["ada-l"],
      base: BEFORE,
    });
  });

  it.each([
    ["nothing", [], "no merged pull request has it"],
    [
      "a pull request that only contains it",
      [pull({ merged_at: "2026-11-22T10:00:00Z", merge_commit_sha: OLD })],
      "no merged",
    ],
    ["a pull request that is not merged", [pull()], "no merged pull request"],
    [
      "one merged into another branch",
      [{ ...MERGED, base: { sha: OLD, ref: "playground" } }],
      "no merged pull request",
    ],
    ["two", [MERGED, { ...MERGED, id: 901, number: 13 }], "several have"],
  ])("has no approval where it came in by %s", async (_what, pulls, fault) => {
    nock(API).get(`${REPOSITORY}/commits/${MERGE}/pulls?per_page=100&page=1`).reply(200, pulls);
    await expect(github(ON_PUSH).readReview()).rejects.toThrow(fault);
  });

  it("must belong to the pull request that a person names", async () => {
    nock(API)
      .get(`${REPOSITORY}/pulls/12`)
      .reply(200, pull({ merge_commit_sha: OLD }));
    await expect(github(ON_PUSH, {}, 12).readReview()).rejects.toThrow(
      "this run is about the commit 333333333333, which is neither the head of acme/membership#12 nor what it was merged as",
    );
    withReviews([review(ADA, "APPROVED")], MERGED);
    expect(await github(ON_PUSH, {}, 12).readReview()).toMatchObject({ approvedBy: ["ada-l"], base: OLD });
  });

  it("has no approval where the pull request was closed without being merged", async () => {
    nock(API)
      .get(`${REPOSITORY}/pulls/12`)
      .reply(200, pull({ state: "closed" }));
    await expect(github().readReview()).rejects.toThrow("closed without being merged");
  });

  it("is asked for by name where nothing says which pull request is meant", async () => {
    const { GITHUB_SHA: _none, ...bare } = ON_PUSH;
    await expect(github(bare, {}).readReview()).rejects.toThrow("name it with --pull-request N");
  });
});

describe("a review API that fails", () => {
  const reading = () => github().readReview();
  const failing = (status: number, body: unknown = {}, headers: Record<string, string> = {}) =>
    nock(API)
      .get(`${REPOSITORY}/pulls/12`)
      .reply(status, body as never, headers);

  it.each([
    [401, { message: "Bad credentials" }, "does not know the token (401): GITHUB_TOKEN needs the permissions"],
    [403, { message: "Resource not accessible by integration" }, 'it says "Resource not accessible by integration"'],
    [404, { message: "Not Found" }, "finds nothing there, or hides it from this token (404)"],
    [301, {}, "leads elsewhere (301): was the repository renamed?"],
  ])("with %i is an error that says so, at once and without the token", async (status, body, said) => {
    failing(status, body);
    const error = await reading().catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: "CodeHostError", message: expect.stringContaining(said) });
    expect(JSON.stringify(error) + String(error)).not.toContain(TOKEN);
    expect(waits).toEqual([]);
  });

  it("with 5xx is asked four times, with growing waits", async () => {
    for (let time = 0; time < 4; time++) failing(502, "<html>bad gateway</html>", { "content-type": "text/html" });
    await expect(reading()).rejects.toThrow("could not read the pull request acme/membership#12: GitHub answered 502");
    expect(waits).toEqual([500, 1000, 2000]);
  });

  it("for a moment does no harm", async () => {
    failing(503);
    withReviews([review(ADA, "APPROVED")]);
    expect(await reading()).toMatchObject({ approvedBy: ["ada-l"] });
  });

  it("by its rate is waited for as long as it asks, and not for minutes", async () => {
    failing(429, { message: "slow down" }, { "retry-after": "3" });
    withReviews([]);
    await reading();
    expect(waits).toEqual([3000]);
    failing(403, { message: "You have exceeded a secondary rate limit" }, { "retry-after": "120" });
    await expect(reading()).rejects.toThrow("too many requests of this token, and asks to wait 120 s");
    expect(waits).toEqual([3000]);
  });

  it("by a broken connection or a closed door is an error", async () => {
    nock(API)
      .get(`${REPOSITORY}/pulls/12`)
      .times(4)
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    await expect(reading()).rejects.toThrow("no answer of GitHub at https://api.github.com (ECONNRESET)");
  });

  it("with something else than JSON is an error", async () => {
    failing(200, "<html>sign in</html>", { "content-type": "text/html" });
    await expect(reading()).rejects.toThrow("GitHub answered text/html, not JSON");
    failing(200, '{"number": 12, "sta', { "content-type": "application/json" });
    await expect(reading()).rejects.toThrow("cut off or is not JSON");
  });

  it("with other fields than it documents is an error, not an approval", async () => {
    failing(200, { ...pull(), head: { ref: "more-people" } });
    await expect(reading()).rejects.toThrow("not what the code host documents (no text sha)");
    withReviews([{ ...review(ADA, "APPROVED"), state: undefined }]);
    await expect(reading()).rejects.toThrow("(no text state)");
    withReviews([{ ...review(ADA, "APPROVED"), submitted_at: "yesterday" }]);
    await expect(reading()).rejects.toThrow("(no time submitted_at)");
    nock(API).get(`${REPOSITORY}/pulls/12`).reply(200, pull());
    nock(API).get(`${REPOSITORY}/pulls/12/reviews?per_page=100&page=1`).reply(200, { reviews: [] });
    await expect(reading()).rejects.toThrow("the answer is no list");
  });

  it("that repeats a page is an error", async () => {
    const one = review(ADA, "APPROVED");
    const next = { link: `<${API}/x>; rel="next"` };
    nock(API)
      .get(`${REPOSITORY}/pulls/12`)
      .reply(200, pull())
      .get(`${REPOSITORY}/pulls/12/reviews?per_page=100&page=1`)
      .reply(200, [one], next)
      .get(`${REPOSITORY}/pulls/12/reviews?per_page=100&page=2`)
      .reply(200, [one], next);
    await expect(reading()).rejects.toThrow("the listing repeats an entry");
  });
});

describe("the variables of a run", () => {
  it("must name the repository and hold a token", () => {
    expect(() => githubPlace({ GITHUB_TOKEN: TOKEN }, undefined, 1)).toThrow("GITHUB_REPOSITORY must be OWNER/NAME");
    expect(() => githubPlace({ GITHUB_REPOSITORY: "acme/membership" }, undefined, 1)).toThrow("set GITHUB_TOKEN");
    const spoilt = { GITHUB_REPOSITORY: "acme/membership", GITHUB_TOKEN: "two\nlines" };
    expect(() => githubPlace(spoilt, undefined, 1)).toThrow("set GITHUB_TOKEN");
  });

  it("may name a server of one's own", () => {
    const place = githubPlace({ ...ON_PUSH, GITHUB_API_URL: "https://git.acme.example/api/v3" }, undefined, 1);
    expect(place).toMatchObject({
      api: "https://git.acme.example/api/v3",
      graphql: "https://git.acme.example/api/graphql",
    });
  });
});

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
