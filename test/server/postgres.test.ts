import { inspect } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/server/index.ts";
import { startTestServer, type TestServer } from "../_support/membership-server.ts";
import { ask } from "../_support/postgres.ts";
import { newDatabase, withoutPostgres } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";

async function serverOn(database: string): Promise<TestServer> {
  const server = await startTestServer({ database });
  onTestFinished(() => server.close());
  return server;
}

describe.skipIf(withoutPostgres)("on PostgreSQL", () => {
  test("several that start at once on an empty database bring its schema up to date once", async () => {
    const database = await newDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ database })));
    for (const store of stores) {
      const { length } = await store.read((db) => db.selectFrom("organizations").selectAll().execute());
      expect(length).toBe(0);
      await store.close();
    }
  });

  test("listings are sorted by bytes, whatever the language of the database", async () => {
    const server = await serverOn(await newDatabase());
    const ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    const keys = ["ab", "a-c", "a1", "b-a", "ba", "a"];
    for (const tenant of keys) await ada.post(`${BASE}/tenants`, { tenant });
    const { items } = (await ada.get(`${BASE}/tenants`)).body;
    expect(items.map(({ tenant }: { tenant: string }) => tenant)).toEqual([...keys].sort());
    const people = ["zoe@acme.example", "émile@acme.example", "a_b@acme.example", "ab@acme.example"];
    for (const email of people) await ada.post(`${BASE}/invitations`, { email, role: "member" });
    const listed = (await ada.get(`${BASE}/invitations`)).body.items;
    expect(listed.map(({ email }: { email: string }) => email)).toEqual([...people].sort());
  });

  test("connections that the database breaks off do not end the server", async () => {
    const database = await newDatabase();
    const server = await serverOn(database);
    const ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    expect((await ada.get(BASE)).status).toBe(200);
    const others = "datname = current_database() and pid <> pg_backend_pid()";
    await ask(database, `select pg_terminate_backend(pid) from pg_stat_activity where ${others}`);
    await expect.poll(async () => (await ada.get(BASE)).status).toBe(200);
    expect((await ada.post(`${BASE}/tenants`, { tenant: "eu" })).status).toBe(201);
  });

  test("text that it cannot keep, and cursors that somebody made up, are no internal errors", async () => {
    const server = await serverOn(await newDatabase());
    const ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    const written = await ada.post(`${BASE}/tenants`, { tenant: "eu", title: "nu\u0000ll" });
    expect(written).toMatchObject({ status: 400, body: { code: "invalid-request" } });
    expect((await ada.get(`${BASE}/members?search=%00`)).status).toBe(400);
    for (const key of [
      ["x", "y"],
      ["9e99", "1"],
      ["-1", "0.5"],
    ]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString("base64url");
      expect((await ada.get(`${BASE}/audit-events?cursor=${cursor}`)).status).toBe(200);
    }
    expect(server.errors).toEqual([]);
  });

  test("a database in another encoding is refused", async () => {
    const database = await newDatabase();
    const name = `${new URL(database).pathname.slice(1)}_latin`;
    await ask(database, `create database ${name} encoding 'LATIN1' locale_provider libc locale 'C' template template0`);
    const latin = new URL(database);
    latin.pathname = `/${name}`;
    await expect(openStore({ database: latin.href })).rejects.toThrow(/its encoding is LATIN1/);
  });
});

test.each([
  ["nobody listens there", "postgres://ada:s3cret@127.0.0.1:1/charter", /127\.0\.0\.1:1\/charter.*ECONNREFUSED/],
  ["the port is none", "postgres://ada:s3cret@localhost:port/charter", /URL/],
  ["the password was not encoded", "postgres://ada:s3cret?/#@localhost/charter", /cannot use/],
  ["an escape is broken", "postgres://ada:s3cret%zz@127.0.0.1:1/charter", /cannot use/],
  ["the password is an option", "postgres://127.0.0.1:1/charter?password=s3cret&user=ada", /ECONNREFUSED/],
])("a password is never told where %s", async (_why, database, message) => {
  const error: Error = await openStore({ database }).then(
    () => expect.unreachable(),
    (reason) => reason,
  );
  expect(error.message).toMatch(message);
  expect(inspect(error, { depth: 9 })).not.toContain("s3cret");
});
