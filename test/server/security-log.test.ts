import { sql } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { errorEntry, type LogEntry } from "../../src/server/log.ts";
import { newBearerToken, newInvitationToken } from "../../src/server/store/secrets.ts";
import type { Caller, TestServer } from "../_support/membership-server.ts";
import { openRaw } from "../_support/raw-connection.ts";
import { STORES } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";

describe.each(STORES)("on $name", (store) => {
  let server: TestServer | undefined;

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  async function logging(): Promise<{ server: TestServer; ada: Caller; token: string; entries: LogEntry[] }> {
    const entries: LogEntry[] = [];
    server = await store.start({ log: (entry) => void entries.push(entry) });
    const ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    const { token } = (await ada.post(`${BASE}/tokens`, {})).body;
    return { server, ada: server.caller(token), token, entries };
  }

  const last = (entries: readonly LogEntry[]) => entries.at(-1) ?? expect.unreachable();

  test("an entry says who by token, which organization, which operation, how it ended and how long it took", async () => {
    const { server, ada, entries } = await logging();
    const answer = await ada.get(`${BASE}/members/ada@acme.example`);
    const { items } = (await ada.get(`${BASE}/tokens`)).body;
    await expect.poll(() => entries.length).toBeGreaterThanOrEqual(3);
    const entry = entries.find(({ operation }) => operation === "getMember") ?? expect.unreachable();
    expect(entry).toEqual({
      level: "info",
      event: "request",
      requestId: answer.headers.get("x-request-id"),
      method: "GET",
      route: "/v1/organizations/{org}/members/{email}",
      operation: "getMember",
      status: 200,
      ms: expect.any(Number),
      token: expect.stringMatching(/^[0-9a-f]{24}$/),
      organization: "acme",
    });
    expect(items.map(({ id }: { id: string }) => id)).toContain(entry.token);
    await server.caller().get(`${BASE}/members/ada@acme.example`);
    await expect.poll(() => last(entries).status).toBe(401);
    expect(last(entries)).toMatchObject({ level: "warn", client: "127.0.0.1" });
    expect(last(entries)).not.toHaveProperty("organization", "acme");
  });

  test("an organization is named only to whom it belongs: a stranger's words never come into the log", async () => {
    const { server, entries } = await logging();
    const stranger = await server.as("stranger@elsewhere.example");
    await stranger.get("/v1/organizations/my-own-words");
    await stranger.get("/my-own-words");
    await expect.poll(() => entries.filter(({ status }) => status === 404).length).toBe(2);
    expect(JSON.stringify(entries)).not.toContain("my-own-words");
    expect(last(entries).route).toBeUndefined();
  });

  test("a fault inside has its stack, under the request id that the caller was told", async () => {
    const { server, ada, entries } = await logging();
    await breakTenants(server);
    const answer = await ada.get(`${BASE}/tenants`);
    expect(answer.status).toBe(500);
    await expect.poll(() => last(entries).status).toBe(500);
    const error = entries.find(({ event }) => event === "error") ?? expect.unreachable();
    expect(error).toMatchObject({ level: "error", requestId: answer.body.requestId });
    expect(error.error).toMatch(/tenants[\s\S]*\n\s+at /);
    expect(last(entries)).toMatchObject({ level: "error", requestId: answer.body.requestId });
  });

  test("secrets in every place of a request are nowhere in the log or in metrics, nor is anybody's address", async () => {
    const { server, ada, token, entries } = await logging();
    const secrets = [token, newBearerToken(), newInvitationToken(), "s3cr3t"] as const;
    await ada.post(`${BASE}/invitations`, { email: "grace@acme.example", role: "member" });
    const sent = (await server.letters()).map((letter) => letter.token);
    await breakTenants(server);
    for (const secret of [...secrets, ...sent]) await flood(server, token, secret);
    await expect.poll(() => entries.filter(({ event }) => event === "request").length).toBeGreaterThan(100);
    const seen = `${entries.map((entry) => JSON.stringify(entry)).join("\n")}\n${(await server.caller().get("/metrics")).text}`;
    expect(entries.some(({ event }) => event === "error")).toBe(true);
    expect(seen).toContain('status="500"');
    for (const secret of [...secrets, ...sent]) expect(seen).not.toContain(secret);
    expect(seen).not.toMatch(/@|chr_|chi_|%40/);
  });
});

async function breakTenants(server: TestServer): Promise<void> {
  await server.store.write(async (db) => {
    await sql`alter table tenants rename to lost`.execute(db);
    return { commit: true, value: undefined };
  });
}

/** One secret in everything that a caller can write, with a good token, a wrong one and none. */
async function flood(server: TestServer, token: string, secret: string): Promise<void> {
  const paths = [
    `/${secret}`,
    `/v1/${secret}/%E0%A4%A`,
    `/v1/me?token=${secret}`,
    `/invitations/accept?token=${secret}`,
    `/v1/organizations/${secret}`,
    `${BASE}/tenants/${secret}`,
    `${BASE}/tenants?cursor=${Buffer.from(JSON.stringify([secret])).toString("base64url")}`,
    `${BASE}/members/${secret}@acme.example`,
    `${BASE}/invitations/${secret}`,
    `${BASE}/members?search=${secret}&role=${secret}`,
  ];
  const headers = {
    cookie: `session=${secret}`,
    "user-agent": secret,
    "x-request-id": secret,
    "x-forwarded-for": secret,
    "idempotency-key": secret,
    "charter-plan-digest": secret,
    referer: `https://elsewhere.example/?${secret}`,
    "if-match": secret,
  };
  const bodies = [
    ["/v1/invitations/accept", { token: secret, name: secret }],
    ["/v1/organizations", { organization: "acme", title: secret }],
    [`${BASE}/tenants`, { tenant: secret.toLowerCase().slice(0, 9), title: secret }],
    [`${BASE}/invitations`, { email: `${secret}@acme.example`, role: secret }],
    [`${BASE}/tokens`, { title: secret, [secret]: secret }],
    [`${BASE}/tenants`, `{"tenant":"${secret}`],
  ] as const;
  for (const caller of [server.caller(token), server.caller(secret), server.caller()]) {
    for (const path of paths) await caller.get(path, undefined, headers);
    for (const [path, body] of bodies) await caller.post(path, body, headers);
  }
  for (const authorization of [`Basic ${secret}`, `Bearer ${secret} ${secret}`, secret]) {
    await server.caller().get("/v1/me", undefined, { authorization });
  }
  const connection = await openRaw(server.url);
  connection.write(`GET /${secret} HTTP/9.9\r\n${secret}\r\n\r\n`);
  await connection.ended;
}

test("should a token ever stand in an error, its text is cut", () => {
  const [bearer, invitation] = [newBearerToken(), newInvitationToken()];
  const { error } = errorEntry(new Error(`cannot use ${bearer} and ${invitation}`), "1");
  expect(error).toMatch(/^Error: cannot use chr_… and chi_…\n/);
  expect(errorEntry(bearer, "1").error).toBe("chr_…");
});
