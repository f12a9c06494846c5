import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore, startServer } from "../../src/server/index.ts";
import { foundAcme, runSource, serveSource } from "../_support/server-process.ts";
import { newDatabase, withoutPostgres } from "../_support/stores.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const LATER = "9999-of-a-later-version";

/** As if a later version had been here. */
async function markAsNewer(options: Parameters<typeof openStore>[0]): Promise<void> {
  const store = await openStore(options);
  await store.write(async (db) => {
    const history = db.withTables<{ kysely_migration: { name: string; timestamp: string } }>();
    await history
      .insertInto("kysely_migration")
      .values({ name: LATER, timestamp: "2031-01-01T00:00:00.000Z" })
      .execute();
    return { commit: true, value: undefined };
  });
  await store.close();
}

const REFUSED = /^error: the database is at "9999-of-a-later-version", made by a later version of charter; this is \d/;

describe("one folder, one server", () => {
  test("a second server is refused, and told the first one's process", async () => {
    const cwd = await temporaryFolder();
    const first = await serveSource(["--data", "api"], { cwd });
    const { code, out, err } = await runSource(["serve", "--port", "0", "--data", "api"], { cwd });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(
      new RegExp(`^error: another server, process ${first.pid}, works on .*api already: stop it first`),
    );
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  test("one that was killed leaves a folder that the next one takes at once", async () => {
    const cwd = await temporaryFolder();
    const token = await foundAcme(["--data", "api"], { cwd });
    const first = await serveSource(["--data", "api"], { cwd });
    first.kill("SIGKILL");
    await first.ended;
    expect(await readFile(join(cwd, "api", "server.pid"), "utf8")).toBe(`${first.pid}\n`);
    const second = await serveSource(["--data", "api"], { cwd });
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${second.url}/v1/organizations/acme`, { headers })).status).toBe(200);
  });

  test("a command with the API embedded waits for the one before it", async () => {
    const data = await temporaryFolder();
    const first = await startServer({ data });
    const second = startServer({ data, patienceMs: 600_000 });
    await expect(startServer({ data })).rejects.toThrow(/works on .* already/);
    await first.close();
    await (await second).close();
    await (await startServer({ data })).close();
  });

  test("a server that does not get to listen leaves the folder to the next one", async () => {
    const data = await temporaryFolder();
    await expect(startServer({ data, host: "203.0.113.7" })).rejects.toThrow();
    await (await startServer({ data })).close();
  });
});

test("an embedded database that a later version has changed is left alone", async () => {
  const cwd = await temporaryFolder();
  await markAsNewer({ folder: join(cwd, "api") });
  const { code, err } = await runSource(["serve", "--port", "0", "--data", "api"], { cwd });
  expect(code).toBe(1);
  expect(err).toMatch(REFUSED);
});

describe.skipIf(withoutPostgres)("on PostgreSQL", () => {
  test("processes that start at once on an empty database make its schema once, and all serve it", async () => {
    const cwd = await temporaryFolder();
    const database = await newDatabase();
    const serve = (data: string) => serveSource(["--data", data, "--database", database], { cwd });
    const servers = await Promise.all([serve("a"), serve("b"), serve("c")]);
    const token = await foundAcme(["--data", "a", "--database", database], { cwd });
    for (const { url } of servers) {
      const answer = await fetch(`${url}/v1/organizations/acme`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(200);
    }
  });

  test("a database that a later version has changed is left alone", async () => {
    const cwd = await temporaryFolder();
    const database = await newDatabase();
    await markAsNewer({ database });
    const { code, err } = await runSource(["serve", "--port", "0", "--database", database], { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(REFUSED);
  });

  test("metrics say how many connections there are, what for, and who waits", async () => {
    const database = await newDatabase();
    const server = await startServer({ data: await temporaryFolder(), database });
    onTestFinished(() => server.close());
    const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
    expect(await metrics()).toMatch(/^charter_database_info\{engine="postgresql",schema="\d{4}-[a-z-]+"\} 1$/m);
    expect(await metrics()).toMatch(/^charter_database_connections_max\{purpose="write"\} \d+$/m);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await metrics()).toMatch(/^charter_database_connections\{purpose="read",state="idle"\} [1-9]$/m);
    expect(await metrics()).toMatch(/^charter_database_waiting\{purpose="read"\} 0$/m);
  });
});
