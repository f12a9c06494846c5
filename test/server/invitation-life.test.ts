import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";
import { STORES } from "../_support/stores.ts";

const DAY_MS = 86_400_000;

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let ada: Caller;
  let number = 0;
  let base: string;

  beforeAll(async () => {
    server = await store.start({ allowImpersonation: true });
  });
  afterAll(() => server.close());

  /** Every test has an organization of its own. */
  async function organization(): Promise<void> {
    const key = `acme-${number++}`;
    base = `/v1/organizations/${key}`;
    ada = await server.found({ organization: key, owner: "ada@acme.example", title: "Acme Observability" });
  }

  async function tokenFor(email: string): Promise<string> {
    const letter = (await server.letters()).filter(({ to }) => to === email).at(-1);
    return letter?.token ?? "";
  }

  test("somebody new is invited, gets a letter, follows its token and is a member with an account", async () => {
    await organization();
    const invited = await ada.post(`${base}/invitations`, {
      email: "new-1@acme.example",
      role: "admin",
      attributes: { memberType: "freelancer" },
    });
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({ status: "pending", role: "admin", attributes: { memberType: "freelancer" } });
    expect(invited.headers.get("etag")).toBe(`"${invited.body.etag}"`);
    expect((await ada.get(`${base}/members/new-1@acme.example`)).status).toBe(404);

    const [letter] = (await server.letters()).filter(({ to }) => to === "new-1@acme.example");
    expect(letter?.text).toContain("Subject: Invitation to Acme Observability");
    const accepted = await server
      .caller()
      .post("/v1/invitations/accept", { token: letter?.token, name: "Somebody New" });
    expect(accepted.status).toBe(200);
    expect(accepted.body).toMatchObject({ email: "new-1@acme.example", role: "admin" });

    const own = server.caller(accepted.body.token);
    expect((await own.get("/v1/me")).body).toMatchObject({ name: "Somebody New", memberships: [{ role: "admin" }] });
    const member = await ada.get(`${base}/members/new-1@acme.example`);
    expect(member.body).toMatchObject({ status: "active", attributes: { memberType: "freelancer" }, permissions: {} });
    expect((await ada.get(`${base}/invitations`)).body.total).toBe(0);
  });

  test("a token is good for once", async () => {
    await organization();
    await ada.post(`${base}/invitations`, { email: "once@acme.example", role: "member" });
    const token = await tokenFor("once@acme.example");
    expect((await server.caller().post("/v1/invitations/accept", { token })).status).toBe(200);
    const again = await server.caller().post("/v1/invitations/accept", { token });
    expect(again).toMatchObject({ status: 409, body: { code: "invitation-not-pending" } });
    expect(again.body.detail).toBe("this invitation has been accepted; its token is good for once");
  });

  test("somebody with an account gets no second token from accepting", async () => {
    await organization();
    await server.as("known@acme.example");
    await ada.post(`${base}/invitations`, { email: "known@acme.example", role: "member" });
    const first = await server.caller().post("/v1/invitations/accept", { token: await tokenFor("known@acme.example") });
    expect(first.body.token).toMatch(/^chr_/);
    await organization();
    await ada.post(`${base}/invitations`, { email: "known@acme.example", role: "member" });
    const second = await server
      .caller()
      .post("/v1/invitations/accept", { token: await tokenFor("known@acme.example") });
    expect(second.body).not.toHaveProperty("token");
  });

  test("an invitation expires after the days of the role model, can be sent again, and the first letter is dead", async () => {
    await organization();
    const { body } = await ada.post(`${base}/invitations`, { email: "slow@acme.example", role: "member" });
    const first = await tokenFor("slow@acme.example");
    server.clock.now = new Date(server.clock.now.getTime() + 7 * DAY_MS);
    expect((await ada.get(`${base}/invitations/${body.id}`)).body.status).toBe("expired");
    const late = await server.caller().post("/v1/invitations/accept", { token: first });
    expect(late).toMatchObject({ status: 409, body: { code: "invitation-expired" } });

    const resent = await ada.post(`${base}/invitations/${body.id}/resend`);
    expect(resent.body).toMatchObject({ id: body.id, status: "pending" });
    expect(Date.parse(resent.body.expiresAt)).toBe(server.clock.now.getTime() + 7 * DAY_MS);
    const dead = await server.caller().post("/v1/invitations/accept", { token: first });
    expect(dead).toMatchObject({ status: 404, body: { code: "invitation-token-unknown" } });
    const alive = await server.caller().post("/v1/invitations/accept", { token: await tokenFor("slow@acme.example") });
    expect(alive.status).toBe(200);
  });

  test("an expired invitation to a project is sent again with all that it promises", async () => {
    await organization();
    await ada.post(`${base}/tenants`, { tenant: "eu" });
    await ada.post(`${base}/projects`, { project: "atlas", tenant: "eu" });
    const target = { scope: "project", project: "atlas" };
    const { body } = await ada.post(`${base}/invitations`, {
      email: "far@acme.example",
      role: "project-admin",
      target,
    });
    server.clock.now = new Date(server.clock.now.getTime() + 7 * DAY_MS);
    expect((await ada.post(`${base}/invitations/${body.id}/resend`)).status).toBe(200);
    await server.caller().post("/v1/invitations/accept", { token: await tokenFor("far@acme.example") });
    const there = await ada.get(`${base}/projects/atlas/members/far@acme.example`);
    expect(there.body).toMatchObject({ role: "project-admin" });
  });

  test("a cancelled invitation is gone, and its token with it", async () => {
    await organization();
    const { body } = await ada.post(`${base}/invitations`, { email: "never@acme.example", role: "member" });
    const token = await tokenFor("never@acme.example");
    expect((await ada.delete(`${base}/invitations/${body.id}`)).status).toBe(204);
    const late = await server.caller().post("/v1/invitations/accept", { token });
    expect(late).toMatchObject({ status: 409, body: { code: "invitation-not-pending" } });
    expect(late.body.detail).toBe("this invitation has been cancelled");
    const again = await ada.delete(`${base}/invitations/${body.id}`);
    expect(again).toMatchObject({ status: 409, body: { code: "invitation-not-pending" } });
  });

  test("whoever is signed in finds their invitations of every organization and accepts in the app", async () => {
    await organization();
    const { body } = await ada.post(`${base}/invitations`, { email: "Grace@acme.example", role: "admin" });
    const grace = await server.as("grace@acme.example");
    const listed = await grace.get("/v1/me/invitations");
    expect(listed.body.items).toMatchObject([{ id: body.id, title: "Acme Observability", role: "admin" }]);
    expect((await grace.get(base)).status).toBe(404);
    expect((await grace.post(`/v1/me/invitations/${body.id}/accept`)).status).toBe(200);
    expect((await grace.get(base)).status).toBe(200);
    expect((await grace.get("/v1/me/invitations")).body.total).toBe(0);
  });

  test("whoever is signed in and follows the link joins at once, and keeps the access token that they have", async () => {
    await organization();
    await ada.post(`${base}/invitations`, { email: "signed-in@acme.example", role: "admin" });
    const person = await server.as("signed-in@acme.example");
    const token = await tokenFor("signed-in@acme.example");
    expect((await person.get(base)).status).toBe(404);
    const accepted = await person.post("/v1/invitations/accept", { token });
    expect(accepted).toMatchObject({ status: 200, body: { email: "signed-in@acme.example", role: "admin" } });
    expect((await person.get(base)).status).toBe(200);
    expect((await person.get("/v1/me")).body.memberships).toMatchObject([{ role: "admin" }]);
  });

  test("the profile lists what an invitation is to and until when, and no longer once it has expired", async () => {
    await organization();
    await ada.post(`${base}/tenants`, { tenant: "eu" });
    await ada.post(`${base}/projects`, { project: "atlas", tenant: "eu" });
    const invited = await ada.post(`${base}/invitations`, {
      email: "profile@acme.example",
      role: "project-viewer",
      target: { scope: "project", project: "atlas" },
      attributes: { memberType: "external" },
    });
    const person = await server.as("profile@acme.example");
    const { id, expiresAt } = invited.body;
    const target = { scope: "project", project: "atlas", role: "project-viewer" };
    expect((await person.get("/v1/me/invitations")).body.items).toMatchObject([
      { id, expiresAt, role: "member", target },
    ]);
    server.clock.now = new Date(Date.parse(expiresAt));
    expect((await person.get("/v1/me/invitations")).body.items).toEqual([]);
    expect((await person.post(`/v1/me/invitations/${id}/accept`)).body.code).toBe("invitation-expired");
    await ada.post(`${base}/invitations/${id}/resend`);
    expect((await person.post(`/v1/me/invitations/${id}/accept`)).status).toBe(200);
    const member = await ada.get(`${base}/members/profile@acme.example`);
    expect(member.body).toMatchObject({ role: "member", attributes: { memberType: "external" } });
    expect((await ada.get(`${base}/projects/atlas/members/profile@acme.example`)).body.role).toBe("project-viewer");
  });

  test("nobody accepts the invitation of somebody else", async () => {
    await organization();
    const { body } = await ada.post(`${base}/invitations`, { email: "meant@acme.example", role: "admin" });
    const thief = await server.as("thief@acme.example");
    const answer = await thief.post(`/v1/me/invitations/${body.id}/accept`);
    expect(answer).toMatchObject({ status: 404, body: { code: "unknown-invitation" } });
  });

  test("an invitation to a project joins the organization with the model's role and grants the project on acceptance", async () => {
    await organization();
    await ada.post(`${base}/tenants`, { tenant: "eu" });
    await ada.post(`${base}/projects`, { project: "atlas", tenant: "eu" });
    const invited = await ada.post(`${base}/invitations`, {
      email: "guest@acme.example",
      role: "project-developer",
      target: { scope: "project", project: "atlas" },
    });
    const target = { scope: "project", project: "atlas", role: "project-developer" };
    expect(invited.body).toMatchObject({ role: "member", target });
    const { body } = await server
      .caller()
      .post("/v1/invitations/accept", { token: await tokenFor("guest@acme.example") });
    expect(body.role).toBe("member");
    const granted = await ada.get(`${base}/projects/atlas/members/guest@acme.example`);
    expect(granted.body).toMatchObject({ project: "atlas", role: "project-developer" });
  });

  test("a project that was deleted meanwhile does not stop its guest from joining", async () => {
    await organization();
    await ada.post(`${base}/tenants`, { tenant: "eu" });
    await ada.post(`${base}/projects`, { project: "atlas", tenant: "eu" });
    const target = { scope: "project", project: "atlas" };
    await ada.post(`${base}/invitations`, { email: "late-guest@acme.example", role: "project-viewer", target });
    await ada.delete(`${base}/projects/atlas`);
    const token = await tokenFor("late-guest@acme.example");
    expect((await server.caller().post("/v1/invitations/accept", { token })).status).toBe(200);
    expect((await ada.get(`${base}/members/late-guest@acme.example`)).status).toBe(200);
  });

  test("invitations are found by address, and say what state the person is in", async () => {
    await organization();
    await ada.post(`${base}/invitations`, { email: "byname@acme.example", role: "member" });
    expect((await ada.get(`${base}/invitations/BYNAME@acme.example`)).body.email).toBe("byname@acme.example");
    expect((await ada.post(`${base}/invitations/byname@acme.example/resend`)).status).toBe(200);
    const member = await ada.post(`${base}/invitations/ada@acme.example/resend`);
    expect(member).toMatchObject({ status: 409, body: { code: "invitation-not-pending" } });
  });

  test("on a test server somebody can be made to accept; elsewhere nobody acts for others", async () => {
    await organization();
    const { body } = await ada.post(`${base}/invitations`, { email: "puppet@acme.example", role: "member" });
    const asPuppet = { "charter-act-as": "puppet@acme.example" };
    expect((await ada.get("/v1/me/invitations", undefined, asPuppet)).body.items).toMatchObject([{ id: body.id }]);
    expect((await ada.post(`/v1/me/invitations/${body.id}/accept`, undefined, asPuppet)).status).toBe(200);
    const elsewhere = await ada.get(`${base}/members`, undefined, asPuppet);
    expect(elsewhere).toMatchObject({ status: 403, body: { code: "impersonation-not-allowed" } });

    const strict = await startTestServer();
    const owner = await strict.found({ organization: "acme", owner: "ada@acme.example" });
    const refused = await owner.get("/v1/me/invitations", undefined, asPuppet);
    expect(refused).toMatchObject({ status: 403, body: { code: "impersonation-not-allowed" } });
    await strict.close();
  });

  test("a title with a line break puts no header into a letter", async () => {
    const owner = await server.found({
      organization: "sly",
      owner: "ada@acme.example",
      title: "Sly\r\nBcc: all@acme.example",
    });
    await owner.post("/v1/organizations/sly/invitations", { email: "target@acme.example", role: "member" });
    const letter = (await server.letters()).find(({ to }) => to === "target@acme.example");
    expect(letter?.text).not.toMatch(/^Bcc:/m);
  });
});
