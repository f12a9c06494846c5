import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { bootstrap, importOrganization, openStore, startServer } from "../../src/server/index.ts";
import { type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";

const BASE = "/v1/organizations/acme";
const standard = tryFindBuiltInDocument("standard") ?? expect.unreachable();

let server: TestServer;
let ada: Caller;

beforeAll(async () => {
  server = await startTestServer();
  ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
});
afterAll(() => server.close());

describe("what is no proper request", () => {
  test.each([
    ["a field that there is not", { email: "x@acme.example", role: "member", colour: "red" }],
    ["a field that is missing", { email: "x@acme.example" }],
    ["an address that is none", { email: "nobody", role: "member" }],
    ["a target without its key", { email: "x@acme.example", role: "r", target: { scope: "project" } }],
    ["JSON that breaks off", '{"email":'],
    ["JSON that reaches for the prototype", '{"__proto__":{"admin":true},"email":"x@acme.example","role":"member"}'],
  ])("%s is a 400 problem", async (_what, body) => {
    const answer = await ada.post(`${BASE}/invitations`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-request", status: 400 } });
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.body.requestId).toBe(answer.headers.get("x-request-id"));
  });

  test("a body beyond all measure is not read", async () => {
    const answer = await ada.post(`${BASE}/tenants`, { tenant: "eu", title: "x".repeat(2_000_000) });
    expect(answer).toMatchObject({ status: 413, body: { code: "body-too-large" } });
  });

  test("a body that is no JSON is refused", async () => {
    const answer = await ada.post(`${BASE}/tenants`, "tenant=eu", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(answer).toMatchObject({ status: 415, body: { code: "invalid-request" } });
  });

  test.each(["/", "/v1", "/v1/organizations/acme/nothing", "/v1/organizations/acme/members/%E0%A4%A"])(
    "%s is a problem with a request id",
    async (path) => {
      const answer = await ada.get(path);
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
      expect(answer.headers.get("x-request-id")).toBeTruthy();
    },
  );

  test("a key that is no key is simply not there", async () => {
    expect((await ada.get(`${BASE}/tenants/NO%20KEY`)).body.code).toBe("unknown-tenant");
    expect((await ada.get(`${BASE}/members/${encodeURIComponent("ünï/cödé@acme.example")}`)).body.code).toBe(
      "unknown-member",
    );
  });

  test("a merge patch may say that it is one", async () => {
    const type = { "content-type": "application/merge-patch+json" };
    expect((await ada.patch(BASE, { title: "Acme" }, type)).body.title).toBe("Acme");
  });

  test("an address of odd signs lives its whole life", async () => {
    const email = "o'neil+50%/ünï@acme.example";
    const { body } = await ada.post(`${BASE}/invitations`, { email, role: "member" });
    expect((await ada.get(`${BASE}/invitations/${encodeURIComponent(email)}`)).body.id).toBe(body.id);
    expect((await ada.delete(`${BASE}/invitations/${encodeURIComponent(email.toUpperCase())}`)).status).toBe(204);
  });
});

describe("running it", () => {
  test("it says that it lives, that its database answers, and what it did, to anybody", async () => {
    const anybody = server.caller();
    expect((await anybody.get("/healthz")).body).toEqual({ status: "ok" });
    expect((await anybody.get("/readyz")).body).toEqual({ status: "ok" });
    expect((await anybody.get("/metrics")).text).toMatch(
      /charter_requests_total\{operation="getHealth",status="200"\} 1/,
    );
  });

  test("a limit is told in every answer, and what is beyond it waits", async () => {
    const limited = await startTestServer({ rateLimit: { requests: 2, windowSeconds: 60 } });
    const anybody = limited.caller();
    const first = await anybody.get("/healthz");
    expect(first.headers.get("ratelimit-remaining")).toBe("1");
    await anybody.get("/healthz");
    const third = await anybody.get("/healthz");
    expect(third).toMatchObject({ status: 429, body: { code: "rate-limited" } });
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    limited.clock.now = new Date(limited.clock.now.getTime() + 60_000);
    expect((await anybody.get("/healthz")).status).toBe(200);
    await limited.close();
  });

  test("a fault inside is a 500 that tells nothing, and is reported with the request id", async () => {
    const broken = await startTestServer();
    const owner = await broken.found({ organization: "acme", owner: "ada@acme.example" });
    const database = new Sqlite(join(broken.data, "charter.db"));
    database.exec("alter table tenants rename to gone");
    const answer = await owner.get(`${BASE}/tenants`);
    expect(answer).toMatchObject({ status: 500, body: { code: "internal-error" } });
    expect(answer.text).not.toMatch(/sqlite|tenants|no such/i);
    expect(String(broken.errors[0])).toMatch(/no such table: tenants/);
    database.close();
    await broken.close();
  });

  test("everything is still there after a restart", async () => {
    const before = (await ada.get(`${BASE}/snapshot`)).text;
    await server.restart();
    expect((await ada.get(`${BASE}/snapshot`)).text).toBe(before);
  });
});

describe("bootstrap", () => {
  test("makes an organization once, with the founding role and roles of its rules", async () => {
    const custom = tryFindBuiltInDocument("custom-roles") ?? expect.unreachable();
    const request = { organization: "first", owner: "ada@acme.example", roleModel: custom };
    const made = await bootstrap(server.store, request);
    expect(made).toMatchObject({ kind: "bootstrapped", tier: "standard", owner: "ada@acme.example" });
    const token = made.kind === "bootstrapped" ? made.token : "";
    const owner = server.caller(token);
    expect((await owner.get("/v1/organizations/first/roles")).body.items).toMatchObject([{ role: "admin" }]);
    expect((await owner.get("/v1/organizations/first/members")).body.items).toMatchObject([{ role: "admin" }]);
    expect(await bootstrap(server.store, request)).toMatchObject({ kind: "fault", code: "organization-exists" });
  });

  test("says which tiers there are where the given one is not", async () => {
    const request = { organization: "tierless", owner: "a@acme.example", roleModel: standard, tier: "gold" };
    const fault = await bootstrap(server.store, request);
    expect(fault).toMatchObject({ code: "unknown-tier", message: expect.stringContaining("free, pro, enterprise") });
    expect((await ada.get("/v1/organizations/tierless")).status).toBe(404);
  });

  test("an import never overwrites an organization", async () => {
    const empty = { title: undefined, tier: undefined, settings: {}, roles: new Map(), members: new Map() };
    const organization = { key: "acme", ...empty, tenants: new Map(), projects: new Map() };
    await expect(importOrganization(server.store, organization, standard)).rejects.toThrow(/organizations/);
  });
});

test("a database of something else is not touched, and a port in use is an error", async () => {
  const folder = await mkdtemp(join(tmpdir(), "charter-other-"));
  await writeFile(join(folder, "charter.db"), "this is no database, and long enough to be taken for one ".repeat(40));
  await expect(openStore({ folder })).rejects.toThrow(/not a database/);
  await rm(folder, { recursive: true });
  const second = await mkdtemp(join(tmpdir(), "charter-port-"));
  const port = Number(new URL(server.url).port);
  await expect(startServer({ data: second, port })).rejects.toThrow(/EADDRINUSE/);
  await rm(second, { recursive: true });
});
