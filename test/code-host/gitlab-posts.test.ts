import nock from "nock";
import { describe, expect, it } from "vitest";
import { ADA, API, gitlab, SERVER, user, watchGitlab } from "../_support/gitlab-api.ts";

watchGitlab();

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
