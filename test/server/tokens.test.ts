import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";

const BASE = "/v1/organizations/acme";
const DAY_MS = 86_400_000;

let server: TestServer;
let ada: Caller;

beforeAll(async () => {
  server = await startTestServer({ allowImpersonation: true });
  ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
});
afterAll(() => server.close());

async function joined(email: string, role: string): Promise<Caller> {
  const { body } = await ada.post(`${BASE}/invitations`, { email, role });
  await ada.post(`/v1/me/invitations/${body.id}/accept`, undefined, { "charter-act-as": email });
  return server.as(email);
}

describe("who is let in", () => {
  test.each([
    ["no token", undefined],
    ["a token that nobody has", "chr_nobody"],
  ])("%s is 401 at every door", async (_what, token) => {
    const stranger = server.caller(token);
    for (const path of ["/v1/me", BASE, `${BASE}/snapshot`, `${BASE}/members`]) {
      const answer = await stranger.get(path);
      expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
    const write = await stranger.post(`${BASE}/tenants`, { tenant: "eu" });
    expect(write).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  });

  test("an organization that is not yours looks like one that is not there", async () => {
    const stranger = await server.as("stranger@elsewhere.example");
    for (const path of ["", "/members", "/snapshot", "/role-model", "/audit-events", "/tokens"]) {
      const known = await stranger.get(`${BASE}${path}`);
      const unknown = await stranger.get(`/v1/organizations/nowhere${path}`);
      expect(known.status).toBe(404);
      expect(known.body.detail.replace("acme", "nowhere")).toBe(unknown.body.detail);
    }
    expect((await stranger.delete(BASE)).body.code).toBe("unknown-organization");
  });

  test("a removed member is out with the next request", async () => {
    const mallory = await joined("mallory@acme.example", "member");
    expect((await mallory.get(BASE)).status).toBe(200);
    await ada.delete(`${BASE}/members/mallory@acme.example`);
    expect((await mallory.get(BASE)).status).toBe(404);
  });
});

describe("tokens that people make", () => {
  test("are shown once, work, are listed without their text, and are revoked", async () => {
    const made = await ada.post(`${BASE}/tokens`, { title: "ci" });
    expect(made.status).toBe(201);
    const ci = server.caller(made.body.token);
    expect((await ci.get("/v1/me")).body.email).toBe("ada@acme.example");
    const listed = await ada.get(`${BASE}/tokens`);
    expect(listed.body.items).toContainEqual(expect.objectContaining({ id: made.body.id, title: "ci" }));
    expect(listed.text).not.toContain(made.body.token);
    expect((await ada.delete(`${BASE}/tokens/${made.body.id}`)).status).toBe(204);
    expect((await ci.get("/v1/me")).status).toBe(401);
  });

  test("end when they expire, and make none that lasts longer", async () => {
    const { body } = await ada.post(`${BASE}/tokens`, { expiresInDays: 1 });
    const short = server.caller(body.token);
    const child = await short.post(`${BASE}/tokens`, { expiresInDays: 30 });
    expect(child.body.expiresAt).toBe(body.expiresAt);
    const before = server.clock.now;
    server.clock.now = new Date(before.getTime() + DAY_MS);
    expect((await short.get("/v1/me")).status).toBe(401);
    expect((await server.caller(child.body.token).get("/v1/me")).status).toBe(401);
    server.clock.now = before;
  });

  test("under a ceiling an owner's token does what the ceiling may, here and nowhere else", async () => {
    const other = await server.found({ organization: "other", owner: "ada@acme.example" });
    const { body } = await ada.post(`${BASE}/tokens`, { ceiling: "member" });
    const low = server.caller(body.token);
    expect((await low.get("/v1/me")).body.memberships).toEqual([
      { organization: "acme", role: "owner", level: 100, ceiling: "member" },
    ]);
    const refused = await low.post(`${BASE}/tenants`, { tenant: "eu" });
    expect(refused).toMatchObject({ status: 403, body: { code: "permission-missing" } });
    expect((await low.get("/v1/organizations/other")).status).toBe(404);
    expect((await other.get("/v1/organizations/other")).status).toBe(200);
    expect((await low.post("/v1/organizations", { organization: "escape" })).status).toBe(403);
    expect((await low.get("/v1/me/invitations")).body.total).toBe(0);
  });

  test("under a ceiling no token reaches higher than its maker", async () => {
    const { body } = await ada.post(`${BASE}/tokens`, { ceiling: "viewer" });
    const low = server.caller(body.token);
    const higher = await low.post(`${BASE}/tokens`, { ceiling: "admin" });
    expect(higher).toMatchObject({ status: 403, body: { code: "permission-not-held" } });
    expect((await low.post(`${BASE}/tokens`, {})).body.ceiling).toBe("viewer");
    const unknown = await ada.post(`${BASE}/tokens`, { ceiling: "emperor" });
    expect(unknown).toMatchObject({ status: 422, body: { code: "unknown-role" } });
  });

  test("are nobody else's business, save an owner's", async () => {
    const grace = await joined("grace@acme.example", "admin");
    const { body } = await ada.post(`${BASE}/tokens`, { title: "secret of ada" });
    expect((await grace.get(`${BASE}/tokens`)).text).not.toContain("secret of ada");
    expect((await grace.delete(`${BASE}/tokens/${body.id}`)).body.code).toBe("unknown-token");
    const own = await grace.post(`${BASE}/tokens`, { title: "grace's" });
    expect((await ada.delete(`${BASE}/tokens/${own.body.id}`)).status).toBe(204);
  });
});

test("no token is readable in the database, not even in an answer that is kept for a retry", async () => {
  const made = await ada.post(`${BASE}/tokens`, {}, { "idempotency-key": "keep-me" });
  const again = await ada.post(`${BASE}/tokens`, {}, { "idempotency-key": "keep-me" });
  expect(again.body.token).toBe(made.body.token);
  await ada.post(`${BASE}/invitations`, { email: "hidden@acme.example", role: "member" });
  const letter = (await server.letters()).find(({ to }) => to === "hidden@acme.example");
  const bytes = readdirSync(server.data)
    .filter((name) => name.startsWith("charter.db"))
    .map((name) => readFileSync(join(server.data, name), "latin1"))
    .join("");
  expect(bytes).toContain("hidden@acme.example");
  expect(bytes).not.toContain(made.body.token.slice(4));
  expect(bytes).not.toContain(letter?.token);
  expect(bytes).not.toContain("chr_");
});
