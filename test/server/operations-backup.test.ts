import { copyFile, mkdir, open, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pageBlocks } from "../_support/page-blocks.ts";
import { runPage, serveByPage } from "../_support/page-shell.ts";
import { findBinaries } from "../_support/postgres.ts";
import { foundAcme, runSource, type ServerProcess, serveSource } from "../_support/server-process.ts";
import { newDatabase, withoutPostgres } from "../_support/stores.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const BASE = "/v1/organizations/acme";
const BLOCKS = pageBlocks("operations/backup.md");
const block = (name: string) => BLOCKS.get(name) ?? expect.unreachable(`the page has no block ${name}`);

const DATA = ["--data", "api-data"];

interface Api {
  send(method: string, path: string, body?: object): Promise<Response>;
  text(path: string, headers?: Record<string, string>): Promise<string>;
}

function apiOf(server: ServerProcess, token: string): Api {
  const send = (method: string, path: string, body?: object, headers = {}) =>
    fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { send, text: async (path, headers) => (await send("GET", path, undefined, headers)).text() };
}

/** All that a client can see. */
async function everything(api: Api): Promise<readonly string[]> {
  const snapshot = await api.text(`${BASE}/snapshot`);
  const history = await api.text(`${BASE}/audit-events`, { accept: "application/x-ndjson" });
  return [snapshot, history, await api.text(`${BASE}/tokens`), await api.text(`${BASE}/invitations`)];
}

/** Writes one thing after another until it is told to stop; gives what was acknowledged. */
function writing(api: Api) {
  let going = true;
  const acknowledged: string[] = [];
  const loop = async () => {
    for (let number = 0; going; number++) {
      const answer = await api.send("POST", `${BASE}/tenants`, { tenant: `t${number}` });
      if (answer.status === 201) acknowledged.push(`t${number}`);
    }
  };
  const ended = loop();
  return {
    acknowledged,
    async stop() {
      going = false;
      await ended;
    },
  };
}

/** Some of everything, and a token that is not the owner's first. */
async function live(server: ServerProcess, token: string): Promise<{ api: Api; second: string }> {
  const api = apiOf(server, token);
  await api.send("PATCH", BASE, { title: "Acme\u2028 Observability" });
  await api.send("POST", `${BASE}/invitations`, { email: "grace@acme.example", role: "admin" });
  const { token: second } = (await (await api.send("POST", `${BASE}/tokens`, { title: "second" })).json()) as {
    token: string;
  };
  return { api, second };
}

/** Versions of the history, from the first to the snapshot's, with none missing and nothing behind. */
async function expectOneInstant(api: Api): Promise<string[]> {
  const [snapshot = "", history = ""] = await everything(api);
  const { version } = JSON.parse(snapshot.split("\n")[0] ?? "") as { version: number };
  const events = history.split("\n").filter((line) => line !== "");
  const versions = events.map((line) => (JSON.parse(line) as { version: number }).version);
  expect(versions).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  return snapshot.split("\n").flatMap((line) => /"type":"tenant","tenant":"(\w+)"/.exec(line)?.[1] ?? []);
}

/** What came back is the beginning of what has gone on, to the byte. */
async function expectSameHistory(restored: Api, original: Api): Promise<void> {
  const [, came = ""] = await everything(restored);
  const [, whole = ""] = await everything(original);
  expect(came).not.toBe("");
  expect(whole.slice(0, came.length)).toBe(came);
}

/** Copies that are made while somebody writes hold an instant: what was acknowledged before, and nothing half. */
async function backUpWhileWriting(api: Api, backUp: () => Promise<unknown>): Promise<readonly string[]> {
  const writer = writing(api);
  await expect.poll(() => writer.acknowledged.length).toBeGreaterThan(5);
  const before = [...writer.acknowledged];
  await backUp();
  const during = writer.acknowledged.length;
  await expect.poll(() => writer.acknowledged.length).toBeGreaterThan(during);
  await writer.stop();
  return before;
}

describe("the embedded database", () => {
  async function served() {
    const cwd = await temporaryFolder();
    const token = await foundAcme(DATA, { cwd });
    return { cwd, token, server: await serveSource(DATA, { cwd }) };
  }

  test("is copied at one instant while it is written to, by the commands of the page", async () => {
    const { cwd, token, server } = await served();
    const { api, second } = await live(server, token);
    const backUp = async () =>
      expect(await runPage(block("sqlite-backup"), { cwd })).toMatchObject({ code: 0, err: "" });
    const before = await backUpWhileWriting(api, backUp);
    const restored = await serveByPage(block("sqlite-restore"), { cwd });
    const tenants = await expectOneInstant(apiOf(restored, second));
    expect(tenants).toEqual(expect.arrayContaining([...before]));
    await expectSameHistory(apiOf(restored, second), api);
    const [name = "", ...others] = await readdir(join(cwd, "backups"));
    expect(others).toEqual([]);
    expect((await stat(join(cwd, "backups", name))).mode & 0o777).toBe(0o600);
  });

  test("comes back as it was: members, invitations, history, and tokens that work", async () => {
    const { cwd, token, server } = await served();
    const { api, second } = await live(server, token);
    expect((await runPage(block("sqlite-backup"), { cwd })).code).toBe(0);
    const restored = await serveByPage(block("sqlite-restore"), { cwd });
    expect(await everything(apiOf(restored, second))).toEqual(await everything(api));
    const { status } = await apiOf(restored, token).send("POST", `${BASE}/tenants`, { tenant: "after" });
    expect(status).toBe(201);
  });

  test("is backed up without a server as well, and says what it holds", async () => {
    const cwd = await temporaryFolder();
    await foundAcme(DATA, { cwd });
    const { code, out } = await runSource(["serve", "backup", ...DATA, "--out", "deep/er/one.db", "--json"], { cwd });
    const { size } = await stat(join(cwd, "deep/er/one.db"));
    expect({ code, said: JSON.parse(out) }).toEqual({
      code: 0,
      said: { file: "deep/er/one.db", bytes: size, organizations: 1 },
    });
    expect(await readdir(join(cwd, "deep/er"))).toEqual(["one.db"]);
  });

  test("is not backed up over a file, from nothing, or damaged", async () => {
    const cwd = await temporaryFolder();
    await foundAcme(DATA, { cwd });
    await writeFile(join(cwd, "kept.db"), "kept");
    const backUp = async (...argv: string[]) => runSource(["serve", "backup", ...argv], { cwd });
    expect(await backUp(...DATA, "--out", "kept.db")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error: .*kept\.db is there already, and a backup overwrites nothing\n$/),
    });
    expect(await backUp("--data", "nowhere", "--out", "new.db")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error: there is no database in .*nowhere\n$/),
    });
    await mkdir(join(cwd, "broken"));
    await copyFile(join(cwd, "api-data", "charter.db"), join(cwd, "broken", "charter.db"));
    await damage(join(cwd, "broken", "charter.db"));
    const damaged = await backUp("--data", "broken", "--out", "broken.db");
    expect(damaged.code).toBe(1);
    expect(damaged.err).toMatch(/^error: /);
    expect((await readdir(cwd)).sort()).toEqual(["api-data", "broken", "kept.db"]);
  });
});

/** Every page but the first few is overwritten in its middle. */
async function damage(file: string): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, "r+");
  for (let page = 4; page * 4096 < size; page++) await handle.write(Buffer.alloc(2000, 0xff), 0, 2000, page * 4096 + 8);
  await handle.close();
}

describe.skipIf(withoutPostgres)("a database on PostgreSQL", () => {
  async function served() {
    const cwd = await temporaryFolder();
    const database = await newDatabase();
    const options = [...DATA, "--database", database];
    const token = await foundAcme(options, { cwd });
    const maintenance = new URL(database);
    maintenance.pathname = "/postgres";
    const restored = new URL(database);
    restored.pathname = "/charter_restored";
    const environment = {
      PATH: `${findBinaries()}:${process.env.PATH}`,
      DATABASE_URL: database,
      MAINTENANCE_URL: maintenance.href,
      RESTORED_URL: restored.href,
    };
    return { surroundings: { cwd, environment }, token, server: await serveSource(options, { cwd }) };
  }

  test("is dumped at one instant while it is written to, and comes back, by the commands of the page", async () => {
    const { surroundings, token, server } = await served();
    const { api, second } = await live(server, token);
    const backUp = async () =>
      expect(await runPage(block("postgres-backup"), surroundings)).toMatchObject({ code: 0, err: "" });
    const before = await backUpWhileWriting(api, backUp);
    const restored = await serveByPage(block("postgres-restore"), surroundings);
    const tenants = await expectOneInstant(apiOf(restored, second));
    expect(tenants).toEqual(expect.arrayContaining([...before]));
    await expectSameHistory(apiOf(restored, second), api);
    expect((await apiOf(restored, token).send("POST", `${BASE}/tenants`, { tenant: "after" })).status).toBe(201);
  });
});
