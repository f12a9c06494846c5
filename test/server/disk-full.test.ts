import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/server/index.ts";
import { observed } from "../_support/child-command.ts";
import { mapAtOnce } from "../_support/map-at-once.ts";
import { type ApiAnswer, type Caller, startTestServer } from "../_support/membership-server.ts";
import { foundAcme, SOURCE, serveSource, untilListening } from "../_support/server-process.ts";
import { mountPermitted, smallDisk } from "../_support/small-disk.ts";
import { expectSound, expectWholeHistory } from "../_support/sound-organization.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const BASE = "/v1/organizations/acme";

function createMany(caller: Caller, prefix: string, count: number): Promise<ApiAnswer[]> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const title = "x".repeat(400);
  return mapAtOnce(8, numbers, (index) => caller.post(`${BASE}/tenants`, { tenant: `${prefix}${index}`, title }));
}

if (mountPermitted) {
  test("a full disk is 507 for writes and nothing for reads, and is used again once there is room", async () => {
    const disk = await temporaryFolder();
    const { leave, clear } = smallDisk(disk);
    const server = await startTestServer({ data: join(disk, "api") });
    onTestFinished(() => server.close());
    const ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    expect((await ada.post(`${BASE}/tenants`, { tenant: "before" })).status).toBe(201);
    leave(0);
    const refused = (await createMany(ada, "t", 40)).filter(({ status }) => status !== 201);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) expect(answer).toMatchObject({ status: 507, body: { code: "storage-full" } });
    const { total } = (await ada.get(`${BASE}/tenants`)).body;
    expect(total).toBe(1 + 40 - refused.length);
    expect(await expectWholeHistory(server.store, "acme")).toBe(1 + total);
    clear();
    expect((await ada.post(`${BASE}/tenants`, { tenant: "after" })).status).toBe(201);
    expect(await expectWholeHistory(server.store, "acme")).toBe(2 + total);
  });
}

test.runIf(process.platform === "linux")(
  "a database file that may not grow is 503 for writes; what was answered before is there after a restart",
  async () => {
    const cwd = await temporaryFolder();
    const argv = ["--data", "api"];
    const token = await foundAcme(argv, { cwd });
    const script = `trap '' XFSZ; ulimit -f 700; exec "$@"`;
    const serve = [process.execPath, SOURCE, "serve", "--port", "0", "--json", "--log", "none", ...argv];
    const environment = { PATH: process.env.PATH, HOME: cwd };
    const limited = await untilListening(
      observed(
        spawn("bash", ["-c", script, "bash", ...serve], { cwd, env: environment, stdio: ["ignore", "pipe", "pipe"] }),
      ),
    );
    const writes = Array.from({ length: 400 }, (_, index) => `t${index}`);
    const statuses = await mapAtOnce(8, writes, async (tenant) => (await create(limited.url, token, tenant)).status);
    expect(new Set(statuses)).toEqual(new Set([201, 503]));
    const read = await fetch(`${limited.url}${BASE}`, { headers: { authorization: `Bearer ${token}` } });
    expect(read.status).toBe(200);
    limited.kill("SIGKILL");
    await limited.ended;
    const free = await serveSource(argv, { cwd });
    await expectSound({ url: free.url, token, organization: "acme" });
    const again = await mapAtOnce(8, writes, async (tenant) => (await create(free.url, token, tenant)).status);
    expect(again).toEqual(statuses.map((status) => (status === 201 ? 409 : 201)));
    const store = await openStore({ folder: join(cwd, "api") });
    onTestFinished(() => store.close());
    expect(await expectWholeHistory(store, "acme")).toBe(1 + writes.length);
  },
);

function create(url: string, token: string, tenant: string): Promise<Response> {
  return fetch(`${url}${BASE}/tenants`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ tenant, title: "x".repeat(400) }),
  });
}
