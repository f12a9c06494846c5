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
    ["a target without its scope", { email: "x@acme.example", role: "r", target: { project: "x" } }],
    ["a target without its key", { email: "x@acme.example", role: "r", target: { scope: "project" } }],
    ["JSON that breaks off", '{"email":'],
    ["JSON that reaches for the prototype", '{"__proto__":{"admin":true},"email":"x@acme.example","role":"member"}'],
  ])("%s is a 400 problem", async (_what, body) => {
    const answer = await ada.post(`${BASE}/invitations`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-request", status: 400 } });
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.body.requestId).toBe(answer.headers.get("x-request-id"));
  });

  test("of a target, the first thing that is asked for is its scope, then what belongs to it", async () => {
    const detailOf = async (target: object) =>
      (await ada.post(`${BASE}/invitations`, { email: "x@acme.example", role: "r", target })).body.detail;
    for (const target of [{}, { project: "x" }, { tenant: "x" }]) {
      expect(await detailOf(target)).toBe("body/target must have required property 'scope'");
    }
    expect(await detailOf({ scope: "tenant" })).toBe("body/target must have required property 'tenant'");
    expect(await detailOf({ scope: "project" })).toBe("body/target must have required property 'project'");
  });

  test.each([
    ["PUT", BASE, "GET, HEAD, PATCH, DELETE"],
    ["POST", `${BASE}/members/ada@acme.example`, "GET, HEAD, PATCH, DELETE"],
    ["OPTIONS", `${BASE}/members`, "GET, HEAD"],
    ["GET", "/v1/organizations", "POST"],
    ["PATCH", `${BASE}/tenants/eu/members/ada@acme.example`, "GET, HEAD, PUT, DELETE"],
    ["DELETE", "/healthz", "GET, HEAD"],
    ["PUT", "/invitations/accept", "GET, HEAD, POST"],
  ])("%s of %s, which is there, is answered 405 with the methods that it takes", async (method, path, allow) => {
    const headers = { "content-type": "text/x-anything" };
    const body = method === "GET" || method === "OPTIONS" ? {} : { body: "anything" };
    const answer = await fetch(`${server.url}${path}`, { method, headers, ...body });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
    expect(answer.headers.get("x-request-id")).toBeTruthy();
    const text = await answer.text();
    expect(text).toContain(`${method} is not possible here`);
    if (path.startsWith("/invitations/")) return;
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(text)).toMatchObject({ status: 405, code: "method-not-allowed" });
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
    for (const base of ["", "/v1"]) {
      expect((await anybody.get(`${base}/healthz`)).body).toEqual({ status: "ok" });
      expect((await anybody.get(`${base}/readyz`)).body).toEqual({ status: "ok" });
      expect((await anybody.get(`${base}/metrics`)).text).toMatch(
        /charter_requests_total\{operation="getHealth",status="200"\} 1/,
      );
    }
  });

  test("a limit is told in every answer, and what is beyond it waits", async () => {
    const limited = await startTestServer({ rateLimit: { requests: 2, windowSeconds: 60 } });
    const anybody = limited.caller();
    const first = await anybody.get("/v1/me");
    expect(first.headers.get("ratelimit-remaining")).toBe("1");
    await anybody.get("/v1/me");
    const third = await anybody.get("/v1/me");
    expect(third).toMatchObject({ status: 429, body: { code: "rate-limited" } });
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    limited.clock.now = new Date(limited.clock.now.getTime() + 60_000);
    expect((await anybody.get("/v1/me")).status).toBe(401);
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
