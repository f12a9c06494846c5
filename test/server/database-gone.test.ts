import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type ApiAnswer, type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";
import { type Cluster, startCluster } from "../_support/postgres.ts";
import { newDatabase, withoutPostgres } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";

interface Scene {
  readonly server: TestServer;
  readonly ada: Caller;
  readonly database: string;
}

function expectUnavailable(answer: ApiAnswer): void {
  expect(answer).toMatchObject({ status: 503, body: { code: "database-unavailable", status: 503 } });
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answer.body.requestId).toBe(answer.headers.get("x-request-id"));
  expect(answer.text).not.toMatch(/connect|socket|ECONN|terminat/);
}

describe.skipIf(withoutPostgres)("a PostgreSQL that goes away under a running server", () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster({ durable: true });
  });
  afterAll(() => cluster.stop());

  async function scene(): Promise<Scene> {
    const database = await newDatabase(cluster.url);
    const server = await startTestServer({ database });
    onTestFinished(() => server.close());
    return { server, ada: await server.found({ organization: "acme", owner: "ada@acme.example" }), database };
  }

  test.each(["SIGQUIT", "SIGINT"] as const)(
    "is told as 503 after %s, and used again once it is back",
    async (signal) => {
      const { server, ada } = await scene();
      expect((await server.caller().get("/readyz")).status).toBe(200);
      await cluster.halt(signal);
      for (let time = 0; time < 3; time++) {
        expectUnavailable(await server.caller().get("/readyz"));
        expectUnavailable(await ada.get(`${BASE}/members`));
        expectUnavailable(await ada.get(`${BASE}/snapshot`));
        expectUnavailable(await ada.post(`${BASE}/tenants`, { tenant: "eu" }));
        expectUnavailable(await server.caller().post("/v1/invitations/accept", { token: "none" }));
        expect((await server.caller().get("/healthz")).status).toBe(200);
      }
      await cluster.resume();
      expect((await server.caller().get("/readyz")).status).toBe(200);
      expect((await ada.post(`${BASE}/tenants`, { tenant: "eu" })).status).toBe(201);
      expect((await ada.get(`${BASE}/tenants`)).body.total).toBe(1);
      expect((await ada.get(`${BASE}/snapshot`)).text).toContain('"tenant":"eu"');
    },
  );

  test("loses nothing that it had acknowledged, and does nothing twice that is asked for again", async () => {
    const { ada } = await scene();
    const keys = Array.from({ length: 40 }, (_, index) => `t${index}`);
    const create = (tenant: string) => ada.post(`${BASE}/tenants`, { tenant }, { "idempotency-key": tenant });
    const started = keys.map(create);
    await Promise.race(started);
    await cluster.halt("SIGQUIT");
    const answers = await Promise.all(started);
    for (const answer of answers) if (answer.status !== 201) expectUnavailable(answer);
    await cluster.resume();
    const again = await Promise.all(keys.map(create));
    expect(again.map(({ status }) => status)).toEqual(keys.map(() => 201));
    answers.forEach((answer, index) => {
      if (answer.status === 201) expect(again[index]?.text).toBe(answer.text);
    });
    const { items, version } = (await ada.get(`${BASE}/audit-events?limit=1000`)).body;
    expect(version).toBe(keys.length + 1);
    expect(items.map((event: { version: number }) => event.version)).toEqual(
      Array.from({ length: version }, (_, index) => index + 1),
    );
  });

  test("breaks more snapshots off than there are connections for them, and gives them all back", async () => {
    const { server, ada } = await scene();
    for (let time = 0; time < 6; time++) {
      const view = await server.store.openView();
      await cluster.halt("SIGQUIT");
      await expect(view.close()).rejects.toThrow(/the database cannot be used/);
      await cluster.resume();
    }
    const views = await Promise.all(Array.from({ length: 4 }, () => server.store.openView()));
    await Promise.all(views.map((view) => view.close()));
    expect((await ada.get(`${BASE}/snapshot`)).status).toBe(200);
  });
});

describe.skipIf(withoutPostgres)("writers that wait for one organization", () => {
  /** A server, and a connection of somebody else who holds the organization until told. */
  async function held(timeout: string): Promise<Scene & { release(): Promise<void> }> {
    const url = new URL(await newDatabase());
    const database = url.href;
    url.searchParams.set("lock_timeout", timeout);
    const server = await startTestServer({ database: url.href });
    onTestFinished(() => server.close());
    const ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    const holder = new pg.Client({ connectionString: database });
    await holder.connect();
    onTestFinished(() => holder.end());
    await holder.query("begin");
    await holder.query("select 1 from organizations for update");
    return { server, ada, database, release: async () => void (await holder.query("commit")) };
  }

  test("hinder no reader, and are refused for now when they have waited long enough", async () => {
    const { server, ada, release } = await held("300");
    const waiting = Array.from({ length: 20 }, (_, index) => ada.post(`${BASE}/tenants`, { tenant: `t${index}` }));
    const first = Promise.race(waiting);
    expect((await ada.get(`${BASE}/members`)).status).toBe(200);
    expect((await ada.get(`${BASE}/snapshot`)).status).toBe(200);
    expect((await server.caller().get("/readyz")).status).toBe(200);
    expectUnavailable(await first);
    for (const answer of await Promise.all(waiting)) expectUnavailable(answer);
    await release();
    expect((await ada.post(`${BASE}/tenants`, { tenant: "eu" })).status).toBe(201);
    expect((await ada.get(`${BASE}/tenants`)).body.total).toBe(1);
  });

  test("are refused for now as well where no connection came free for them, and those that have one go on", async () => {
    const { ada, release } = await held("60000");
    const waiting = Array.from({ length: 20 }, (_, index) => ada.post(`${BASE}/tenants`, { tenant: `t${index}` }));
    expectUnavailable(await Promise.race(waiting));
    await release();
    const answers = await Promise.all(waiting);
    const done = answers.filter(({ status }) => status === 201);
    for (const answer of answers) if (answer.status !== 201) expectUnavailable(answer);
    expect(done.length).toBeGreaterThan(0);
    expect((await ada.get(`${BASE}/tenants`)).body.total).toBe(done.length);
  });
});
