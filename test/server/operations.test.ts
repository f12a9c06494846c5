import { readFileSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import { newBearerToken } from "../../src/server/store/secrets.ts";
import { startTestServer } from "../_support/membership-server.ts";
import { readPrometheusText } from "../_support/prometheus-text.ts";
import { halves, openRaw } from "../_support/raw-connection.ts";
import { foundAcme, type ServerProcess, serveSource } from "../_support/server-process.ts";
import { newDatabase, STORES, withoutPostgres } from "../_support/stores.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const BASE = "/v1/organizations/acme";

describe.each(STORES)("metrics on $name", ({ start }) => {
  test("are text that Prometheus reads, and name operations, never people", async () => {
    const server = await start();
    onTestFinished(() => server.close());
    const ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    await ada.get(`${BASE}/members/ada@acme.example`);
    await ada.get(`${BASE}/members/nobody@acme.example`);
    await ada.get("/v1/nothing-of-ours/ada@acme.example");
    await ada.get(`${BASE}/snapshot`);
    const answer = await server.caller().get("/metrics");
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const families = readPrometheusText(answer.text);
    expect(families.get("charter_requests_total")?.samples).toEqual(
      new Map([
        ['charter_requests_total{operation="getMember",status="200"}', 1],
        ['charter_requests_total{operation="getMember",status="404"}', 1],
        ['charter_requests_total{operation="getSnapshot",status="200"}', 1],
        ['charter_requests_total{operation="other",status="404"}', 1],
      ]),
    );
    const seconds = families.get("charter_request_seconds");
    expect(seconds?.type).toBe("histogram");
    expect(seconds?.samples.get('charter_request_seconds_count{operation="getMember"}')).toBe(2);
    expect(seconds?.samples.get('charter_request_seconds_sum{operation="getMember"}')).toBeGreaterThan(0);
    expect(families.get("charter_requests_under_way")?.samples.get("charter_requests_under_way")).toBe(1);
    expect(answer.text).toMatch(/^charter_build_info\{version="\d+\.\d+\.\d+",node="\d+\.\d+\.\d+"\} 1$/m);
    expect(families.has("process_resident_memory_bytes")).toBe(true);
    expect(answer.text).not.toMatch(/acme|ada|nobody/);
  });

  test("count a request whose caller has gone as aborted, and it is under way no more", async () => {
    const server = await start();
    onTestFinished(() => server.close());
    const metrics = async () => (await server.caller().get("/metrics")).text;
    const impatient = await openRaw(server.url);
    impatient.write(halves("POST", "/v1/organizations", newBearerToken(), { organization: "acme" })[0]);
    await expect.poll(metrics).toContain("charter_requests_under_way 2\n");
    impatient.destroy();
    await expect.poll(metrics).toContain("charter_requests_under_way 1\n");
    expect(await metrics()).toContain('operation="createOrganization",status="aborted"} 1\n');
  });
});

test("every metric is on the page about running it, and the page names no other", async () => {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  const families = readPrometheusText((await server.caller().get("/metrics")).text);
  const page = readFileSync(new URL("../../docs/operations/running.md", import.meta.url), "utf8");
  const named = page.matchAll(/`((?:charter|process|nodejs)_[a-z_]+)[`{]/g);
  expect([...families.keys()].sort()).toEqual([...new Set([...named].map(([, name]) => name))].sort());
});

interface Place {
  readonly name: string;
  /** Options that name the database. */
  readonly argv: () => Promise<readonly string[]>;
}

const PLACES: readonly Place[] = [
  { name: "SQLite", argv: async () => ["--data", "api"] },
  { name: "PostgreSQL", argv: async () => ["--data", "api", "--database", await newDatabase()] },
];

describe.each(withoutPostgres ? PLACES.slice(0, 1) : PLACES)("a server process on $name", ({ argv }) => {
  interface Running {
    readonly server: ServerProcess;
    readonly token: string;
  }

  async function running(...options: string[]): Promise<Running> {
    const cwd = await temporaryFolder();
    const database = await argv();
    const token = await foundAcme(database, { cwd });
    return { server: await serveSource([...database, ...options], { cwd }), token };
  }

  /** A write whose last part is still to come. */
  async function writing({ server, token }: Running) {
    const connection = await openRaw(server.url);
    const [begun, rest] = halves("POST", `${BASE}/tenants`, token, { tenant: "eu" });
    connection.write(begun);
    await expect.poll(async () => (await fetch(`${server.url}/metrics`)).text()).toContain("under_way 2\n");
    return { ...connection, finish: () => connection.write(rest) };
  }

  const readiness = async (url: string) => (await fetch(`${url}/readyz`)).status;

  test("asked to stop, it is not ready for so long as it was told to, and serves on; asked again, it stops at once", async () => {
    const run = await running("--shutdown-delay", "600");
    const { url } = run.server;
    expect(await readiness(url)).toBe(200);
    run.server.kill("SIGTERM");
    await expect.poll(() => readiness(url)).toBe(503);
    const refused = await fetch(`${url}/readyz`);
    expect(await refused.json()).toMatchObject({ status: 503, code: "shutting-down" });
    expect(refused.headers.get("connection")).toBe("close");
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const kept = await writing(run);
    kept.finish();
    expect(await kept.ended).toMatch(/^HTTP\/1\.1 201 /);
    run.server.kill("SIGTERM");
    expect((await run.server.ended).code).toBe(1);
  });

  test("asked to stop, it takes on nothing new and ends what is under way", async () => {
    const run = await running();
    const kept = await writing(run);
    run.server.kill("SIGTERM");
    await expect.poll(() => readiness(run.server.url).catch(() => "refused")).toBe("refused");
    kept.finish();
    const answer = await kept.ended;
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(answer.toLowerCase()).toContain("connection: close");
    expect(await run.server.ended).toMatchObject({ code: 0, err: "" });
  });

  test("what takes longer than it may is cut off, and said", async () => {
    const run = await running("--shutdown-timeout", "0.2");
    const kept = await writing(run);
    run.server.kill("SIGTERM");
    expect(await kept.ended).toBe("");
    const { code, err } = await run.server.ended;
    expect(code).toBe(1);
    expect(err).toContain("warning: 1 request was cut off: not ended 0.2 s after this server was asked to stop\n");
  });
});
