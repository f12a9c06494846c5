import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore, type Store } from "../../src/server/index.ts";
import { auditChunks } from "../../src/server/store/audit-export.ts";
import type { Caller, TestServer } from "../_support/membership-server.ts";
import { foundAcme, serveSource } from "../_support/server-process.ts";
import { newDatabase, STORES, withoutPostgres } from "../_support/stores.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const EVENTS = "/v1/organizations/acme/audit-events";
const NDJSON = { accept: "application/x-ndjson" };
/** From the beginning. */
const START = { after: { version: 0, seq: 0 }, since: undefined };

interface Event {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
}

describe.each(STORES)("the history of an organization on $name", ({ start }) => {
  let server: TestServer;
  let ada: Caller;
  let all: Event[];

  const exported = async (query = "", headers = {}) => {
    const answer = await ada.get(`${EVENTS}${query}`, undefined, { ...NDJSON, ...headers });
    expect(answer.status, answer.text).toBe(200);
    const lines = answer.text.split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as Event);
  };

  beforeAll(async () => {
    server = await start();
    ada = await server.found({ organization: "acme", owner: "ada@acme.example", title: 'A "title"\n' });
    for (let minute = 1; minute <= 5; minute++) {
      server.clock.now = new Date(Date.UTC(2026, 10, 22, 10, minute));
      const digest = minute === 2 ? { "charter-plan-digest": 'sha256:"ab"' } : {};
      await ada.post("/v1/organizations/acme/tenants", { tenant: `t${minute}`, title: `\u2028 "T${minute}"` }, digest);
    }
    await ada.delete("/v1/organizations/acme/tenants/t1");
    const { body } = await ada.get(`${EVENTS}?limit=1000`);
    all = body.items;
  });
  afterAll(() => server.close());

  test("is exported as lines, the very events that its pages have", async () => {
    const answer = await ada.get(EVENTS, undefined, NDJSON);
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    expect(all.map(({ kind }) => kind)).toEqual([
      "create-organization",
      ...Array(5).fill("create-tenant"),
      "delete-tenant",
    ]);
    expect(answer.text).toBe(all.map((event) => `${JSON.stringify(event)}\n`).join(""));
  });

  test("is read in pages by whoever does not ask for lines above all", async () => {
    for (const accept of [
      "*/*",
      "application/json, application/x-ndjson;q=0.5",
      "application/x-ndjson;q=0",
      "text/html",
    ]) {
      expect((await ada.get(EVENTS, undefined, { accept })).body.total, accept).toBe(all.length);
    }
    const accept = "application/json;q=0.5, application/X-NDJSON";
    expect(await exported("", { accept })).toEqual(all);
  });

  test("goes on after the last event that arrived, or begins at an instant, or ends after so many", async () => {
    expect(await exported(`?after=${all[2]?.id}`)).toEqual(all.slice(3));
    expect(await exported(`?after=${all.at(-1)?.id}`)).toEqual([]);
    expect(await exported("?after=2-999")).toEqual(all.slice(2));
    expect(await exported("?since=2026-11-22T10:03:00Z")).toEqual(all.slice(3));
    expect(await exported("?since=2026-11-22T10:03:00.001Z")).toEqual(all.slice(4));
    expect(await exported("?since=2031-01-01T00:00:00Z")).toEqual([]);
    expect(await exported(`?since=2026-11-22T10:03:00Z&after=${all[4]?.id}`)).toEqual(all.slice(5));
    expect(await exported("?limit=2")).toEqual(all.slice(0, 2));
  });

  test("comes in pages from there as well", async () => {
    const first = (await ada.get(`${EVENTS}?since=2026-11-22T10:03:00Z&limit=2`)).body;
    expect(first).toMatchObject({ items: all.slice(3, 5), total: 4 });
    const next = (await ada.get(`${EVENTS}?since=2026-11-22T10:03:00Z&limit=2&cursor=${first.cursor}`)).body;
    expect(next).toMatchObject({ items: all.slice(5), total: 4 });
    expect(next.cursor).toBeUndefined();
  });

  test("is nobody's who may not read it, however they ask", async () => {
    await server.found({ organization: "beta", owner: "eve@beta.example" });
    const eve = await server.as("eve@beta.example");
    expect((await eve.get(EVENTS, undefined, NDJSON)).status).toBe(404);
    expect((await server.caller().get(EVENTS, undefined, NDJSON)).status).toBe(401);
  });

  test.each(["after=1", "after=x-1", "since=yesterday", "since=2026-13-01T00:00:00Z", "since=2026-11-22", "limit=0"])(
    "is not asked for by %s",
    async (query) => {
      expect((await ada.get(`${EVENTS}?${query}`, undefined, NDJSON)).status).toBe(400);
      expect((await ada.get(`${EVENTS}?${query}`)).status).toBe(400);
    },
  );

  test("has no cursor where it has no pages", async () => {
    const { body } = await ada.get(`${EVENTS}?limit=1`);
    expect((await ada.get(`${EVENTS}?cursor=${body.cursor}`, undefined, NDJSON)).status).toBe(400);
  });
});

const EXPORTED = 100_000;

/** As many events as years leave behind, each of about a kilobyte. Gives the organization's id. */
async function fill(store: Store, events: number): Promise<string> {
  const state = JSON.stringify({ email: "grace@acme.example", note: "x".repeat(400) });
  return store.write(async (db) => {
    const { id } = await db.selectFrom("organizations").select("id").executeTakeFirstOrThrow();
    await sql`
      insert into audit_events
        (organization, version, seq, at, actor, kind, address, before, after, request_id, plan_digest)
      with recursive numbers (number) as (select 2 union all select number + 1 from numbers where number < ${sql.lit(events)})
      select ${sql.lit(id)}, number, 0, '2026-11-22T10:00:00.000Z', 'ada@acme.example', 'change-role',
        'members/grace@acme.example', ${sql.lit(state)}, ${sql.lit(state)}, 'made-by-a-test', null from numbers`.execute(
      db,
    );
    await db.updateTable("organizations").set({ version: events }).execute();
    return { commit: true, value: id };
  });
}

const PLACES = [
  { name: "SQLite", argv: async () => ["--data", "api"], options: (cwd: string) => ({ folder: `${cwd}/api` }) },
  {
    name: "PostgreSQL",
    argv: async () => ["--data", "api", "--database", await newDatabase()],
    options: (_cwd: string, argv: readonly string[]) => ({ database: argv.at(-1) ?? "" }),
  },
];

describe.each(withoutPostgres ? PLACES.slice(0, 1) : PLACES)("a long history on $name", ({ argv, options }) => {
  test("leaves a server that has room for a small part of it", async () => {
    const cwd = await temporaryFolder();
    const database = await argv();
    const token = await foundAcme(database, { cwd });
    const store = await openStore(options(cwd, database));
    await fill(store, EXPORTED);
    await store.close();
    const server = await serveSource(database, { cwd, nodeOptions: ["--max-old-space-size=64"] });
    const headers = { ...NDJSON, authorization: `Bearer ${token}` };
    const answer = await fetch(`${server.url}${EVENTS}`, { headers });
    let count = 0;
    let bytes = 0;
    for await (const line of createInterface({ input: Readable.fromWeb(answer.body as ReadableStream) })) {
      count++;
      bytes += line.length;
    }
    expect(count).toBe(EXPORTED);
    expect(bytes).toBeGreaterThan(100e6);
  });

  test("ends where it was when it was asked for, whatever is written meanwhile", async () => {
    const cwd = await temporaryFolder();
    const database = await argv();
    await foundAcme(database, { cwd });
    const store = await openStore(options(cwd, database));
    const organization = await fill(store, 3_000);
    const chunks = auditChunks(store, organization, { start: START, until: 2_500, limit: undefined });
    let lines = 0;
    for await (const chunk of chunks) lines += chunk.split("\n").length - 1;
    await store.close();
    expect(lines).toBe(2_500);
  });
});
