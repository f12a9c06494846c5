import nock from "nock";
import { describe, expect, it } from "vitest";
import {
  ADA,
  API,
  github,
  pull,
  REPOSITORY,
  review,
  TOKEN,
  waits,
  watchGithub,
  withReviews,
} from "../_support/github-api.ts";

watchGithub();

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
