import nock from "nock";
import { describe, expect, it } from "vitest";
import { githubPlace } from "../../src/code-host/github-place.ts";
import {
  ADA,
  API,
  BEFORE,
  GRACE,
  github,
  HEAD,
  LINUS,
  MERGE,
  MERGED,
  OLD,
  ON_PUSH,
  pull,
  REPOSITORY,
  review,
  TOKEN,
  user,
  watchGithub,
  withReviews,
} from "../_support/github-api.ts";

watchGithub();

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
