import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newBearerToken } from "../../src/server/store/secrets.ts";
import { type ApiAnswer, type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";
import { openRaw } from "../_support/raw-connection.ts";
import { STORES } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";
const ALWAYS = {
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};
const NEVER = [
  "server",
  "x-powered-by",
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "set-cookie",
];

type Ask = (server: TestServer, ada: Caller) => Promise<ApiAnswer>;

const ANSWERS: readonly (readonly [string, number, Ask])[] = [
  ["an object", 200, (_, ada) => ada.get(BASE)],
  ["a listing", 200, (_, ada) => ada.get(`${BASE}/members`)],
  ["a stream of lines", 200, (_, ada) => ada.get(`${BASE}/snapshot`)],
  ["something made", 201, (_, ada) => ada.post(`${BASE}/tenants`, { tenant: "eu" })],
  ["nothing to say", 204, (_, ada) => ada.delete(`${BASE}/tenants/eu`)],
  ["a body that is no JSON", 400, (_, ada) => ada.post(`${BASE}/tenants`, "{")],
  ["an address that cannot be decoded", 400, (_, ada) => ada.get("/v1/%E0%A4%A")],
  ["no token", 401, (server) => server.caller().get(BASE)],
  ["an unknown token", 401, (server) => server.caller(newBearerToken()).get(BASE)],
  ["a refusal", 403, (_, ada) => ada.get("/v1/me/invitations", undefined, { "charter-act-as": "x@acme.example" })],
  ["a path that there is not", 404, (server) => server.caller().get("/nothing")],
  ["an organization that there is not", 404, (_, ada) => ada.get("/v1/organizations/ecma")],
  ["a body beyond its size", 413, (_, ada) => ada.post(`${BASE}/tenants`, { title: "x".repeat(2_000_000) })],
  ["a parameter beyond its length", 414, (_, ada) => ada.get(`${BASE}/members/${"x".repeat(3_001)}`)],
  ["a body of another type", 415, (_, ada) => ada.post(`${BASE}/tenants`, "a=b", { "content-type": "text/plain" })],
  ["liveness", 200, (server) => server.caller().get("/healthz")],
  ["metrics", 200, (server) => server.caller().get("/metrics")],
];

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let ada: Caller;

  beforeAll(async () => {
    server = await store.start();
    ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
  });
  afterAll(() => server.close());

  test.each(ANSWERS)("%s is answered with headers that allow a browser nothing", async (_what, status, ask) => {
    const { headers, ...answer } = await ask(server, ada);
    expect(answer.status, answer.text).toBe(status);
    expect(Object.fromEntries(headers)).toMatchObject(ALWAYS);
    for (const name of NEVER) expect(headers.get(name), name).toBeNull();
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("a page of another origin is not told that it may ask, before or after it has asked", async () => {
    const origin = { origin: "https://elsewhere.example", "access-control-request-method": "DELETE" };
    const before = await fetch(`${server.url}${BASE}`, { method: "OPTIONS", headers: origin });
    const after = await ada.get(BASE, undefined, origin);
    expect([before.status, after.status]).toEqual([405, 200]);
    for (const { headers } of [before, after]) {
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });
});

test("an answer about a limit has the headers as well", async () => {
  const server = await startTestServer({ failureLimit: { requests: 1, windowSeconds: 60 } });
  await server.caller().get("/v1/me");
  const { status, headers } = await server.caller().get("/v1/me");
  expect(status).toBe(429);
  expect(Object.fromEntries(headers)).toMatchObject(ALWAYS);
  await server.close();
});

test("behind https every answer says to come by https only, what is no HTTP included", async () => {
  const server = await startTestServer({ https: true });
  for (const path of ["/healthz", "/nothing", "/v1/%E0%A4%A", "/v1/me"]) {
    const { headers } = await server.caller().get(path);
    expect(headers.get("strict-transport-security"), path).toBe("max-age=31536000");
  }
  const connection = await openRaw(server.url);
  connection.write("no http\r\n\r\n");
  expect(await connection.ended).toContain("\r\nstrict-transport-security: max-age=31536000\r\n");
  await server.close();
});
