import nock from "nock";
import { describe, expect, it } from "vitest";
import { gitlabPlace } from "../../src/code-host/gitlab-place.ts";
import {
  API,
  gitlab,
  ON_REQUEST,
  request,
  SERVER,
  TOKEN,
  VERSIONS,
  watchGitlab,
  withApprovals,
} from "../_support/gitlab-api.ts";

watchGitlab();

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
