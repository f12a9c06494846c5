import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { command } from "../_support/command.ts";
import { FleetWorld, linesOf } from "../_support/fleet-world.ts";
import { type Fate, gateway } from "../_support/gateway.ts";
import { readPrometheusText } from "../_support/prometheus-text.ts";
import { expectWholeHistory } from "../_support/sound-organization.ts";
import { withoutPostgres } from "../_support/stores.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const viewersOf = (key: string, count = 2) => ({
  viewers: Array.from({ length: count }, (_, index) => `p${index}@${key}.example`),
});

/** A worker in this process that can be asked to stop, and what it has said so far. */
function begin(world: FleetWorld, ...argv: string[]) {
  const stop = new AbortController();
  const said = { err: "" };
  const onErr = (text: string) => {
    said.err += text;
  };
  return { ended: world.workHere(argv, { signal: stop.signal, onErr }), said, stop: () => stop.abort() };
}

/** Every row of every table that the fleet keeps, as text. */
async function everythingIn(database: string): Promise<string> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select table_schema s, table_name t from information_schema.tables where table_schema like 'charter_fleet%'",
    );
    let text = "";
    for (const { s, t } of rows) text += JSON.stringify((await client.query(`select * from ${s}.${t}`)).rows);
    return text;
  } finally {
    await client.end();
  }
}

describe.skipIf(withoutPostgres)("a worker", () => {
  it("is watched over HTTP: alive, ready, and what it counts, in the text that Prometheus reads", async () => {
    const world = await FleetWorld.open({ organizations: 3, wanted: viewersOf });
    await world.fleetJson("enqueue");
    const worker = begin(world, "--metrics-port", "0", "--rate", "1000");
    await world.untilBooked(3);
    const url = String(linesOf(worker.said.err, "started")[0]?.url);
    const get = async (path: string) => {
      const answer = await fetch(`${url}${path}`);
      return [answer.status, await answer.text()] as const;
    };
    expect(await get("/healthz")).toEqual([200, "ok\n"]);
    expect(await get("/readyz")).toEqual([200, "ready\n"]);
    expect((await get("/"))[0]).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: "POST" })).status).toBe(405);
    const families = readPrometheusText((await get("/metrics"))[1]);
    const sample = (name: string, labels = "") => families.get(name)?.samples.get(`${name}${labels}`);
    expect(sample("charter_fleet_attempts_total", '{outcome="applied"}')).toBe(3);
    expect(sample("charter_fleet_changes_total")).toBe(6);
    expect(sample("charter_fleet_jobs", '{state="queued"}')).toBe(0);
    expect(sample("charter_fleet_queue_up")).toBe(1);
    expect(sample("charter_fleet_in_hand")).toBe(0);
    // Who the token is, the rules, the snapshot, and two invitations.
    expect(sample("charter_fleet_requests_total", `{api="${world.api}"}`)).toBe(3 * 5);
    worker.stop();
    expect((await worker.ended).code).toBe(0);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it("that is asked to stop ends what it has in hand, and leaves the rest to others", async () => {
    const asked = Promise.withResolvers<void>();
    const world = await FleetWorld.open({
      organizations: 3,
      wanted: viewersOf,
      api: (url) =>
        gateway(url, ({ method }) => {
          if (method === "POST") asked.resolve();
          return "pass";
        }),
    });
    await world.fleetJson("enqueue");
    const worker = begin(world, "--parallel", "1");
    await asked.promise;
    worker.stop();
    const { code, err } = await worker.ended;
    expect(code).toBe(0);
    expect(linesOf(err).map(({ event }) => event)).toEqual(["started", "stopping", "organization", "stopped"]);
    expect(linesOf(err, "organization")[0]?.outcome).toBe("applied");
    expect((await world.fleetJson("status")).jobs).toMatchObject({ queued: 2, active: 0 });
  });

  it("that has no time left gives its organization back, and another goes on without doing anything twice", async () => {
    const stops: (() => void)[] = [];
    const world = await FleetWorld.open({
      organizations: 1,
      wanted: (key) => viewersOf(key, 20),
      api: (url) =>
        gateway(url, async ({ method }): Promise<Fate> => {
          if (method === "POST") stops.pop()?.();
          await setImmediate();
          return "pass";
        }),
    });
    await world.fleetJson("enqueue", "--attempts", "1");
    const worker = begin(world, "--concurrency", "1", "--shutdown-timeout", "0");
    stops.push(worker.stop);
    const { code, err } = await worker.ended;
    expect(code).toBe(0);
    expect(linesOf(err).map(({ event }) => event)).toEqual(["started", "stopping", "given-back", "stopped"]);
    expect((await world.fleetJson("status")).jobs).toMatchObject({ queued: 1, active: 0, dead: 0 });
    const begun = await expectWholeHistory(world.store, "org-0", 2);
    expect(begun).toBeLessThan(21);
    const next = await world.workHere();
    expect(linesOf(next.err, "organization")[0]).toMatchObject({ outcome: "applied", attempt: 1, changes: 21 - begun });
    expect(await expectWholeHistory(world.store, "org-0", 2)).toBe(21);
    await expect.poll(() => world.letters()).toEqual(viewersOf("org-0", 20).viewers.sort());
  });

  it("takes each organization's own token, and neither the log nor the queue holds one", async () => {
    const world = await FleetWorld.open({ organizations: 3, wanted: viewersOf });
    await mkdir(join(world.cwd, "tokens"));
    await writeFile(join(world.cwd, "tokens", "org-0"), `${world.token}\n`);
    const own = { CHARTER_TOKEN: "", CHARTER_TOKEN_ORG_1: world.token };
    await world.fleetJson("enqueue", "--attempts", "1");
    const { out, err } = await world.workHere(["--until-empty", "--token-dir", "tokens"], { environment: own });
    const ended = linesOf(err, "organization").map(({ organization, outcome }) => [organization, outcome]);
    expect(ended.sort()).toEqual([
      ["org-0", "applied"],
      ["org-1", "applied"],
      ["org-2", "error"],
    ]);
    expect((await world.fleetJson("dead-letters"))[0].summary).toContain(
      "there is no token: put it into tokens/org-2, set CHARTER_TOKEN_ORG_2 or CHARTER_TOKEN",
    );
    for (const text of [out, err, await everythingIn(world.queue)]) expect(text).not.toContain(world.token);
  });

  it("tries again what an API answered badly for too long, with nothing done twice and no journal left", async () => {
    let left = 2;
    const unavailable: Fate = { status: 503 };
    const world = await FleetWorld.open({
      organizations: 1,
      wanted: viewersOf,
      api: (url) => gateway(url, ({ method }) => (method === "POST" && left-- > 0 ? unavailable : "pass")),
    });
    await world.fleetJson("enqueue", "--retry-delay", "1");
    const { err } = await world.workHere(["--until-empty", "--retries", "0", "--concurrency", "1"]);
    const attempts = linesOf(err, "organization").map(({ outcome, attempt }) => [outcome, attempt]);
    expect(attempts.at(-1)).toEqual(["applied", attempts.length]);
    expect(new Set(attempts.slice(0, -1).map(([outcome]) => outcome))).toEqual(new Set(["incomplete"]));
    expect(await expectWholeHistory(world.store, "org-0", 2)).toBe(3);
    expect(linesOf(err, "organization")[0]?.detail).toBe("run the same again to go on\n");
    expect(await readdir(join(world.cwd, ".charter", "journal"))).toEqual([]);
  });
});

describe.skipIf(withoutPostgres)("the rate of an API", () => {
  it("is one for all workers: however many there are, no request comes before its token", async () => {
    const [perSecond, burst] = [40, 5];
    const arrivals: number[] = [];
    const world = await FleetWorld.open({
      organizations: 12,
      wanted: viewersOf,
      server: { log: ({ event }) => void (event === "request" && arrivals.push(performance.now())) },
    });
    await world.fleetJson("enqueue");
    const argv = ["--until-empty", "--rate", String(perSecond), "--burst", String(burst)];
    const started = performance.now();
    const workers = await Promise.all([world.workHere(argv), world.workHere(argv), world.workHere(argv)]);
    expect(workers.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(arrivals.length).toBe(12 * 5);
    // The database and this process tell time by the same machine; a token is there when the database says so.
    const early = arrivals.filter((at, index) => at - started < ((index + 1 - burst) / perSecond) * 1000 - 1);
    expect(early).toEqual([]);
    for (const key of world.keys) expect(await expectWholeHistory(world.store, key, 2)).toBe(3);
  });
});

describe.skipIf(withoutPostgres)("a schedule", () => {
  it("is set, shown and taken away", async () => {
    const world = await FleetWorld.open({ organizations: 1 });
    expect((await world.fleet("schedule")).out).toContain("no schedule");
    const set = await world.fleet("schedule", "--cron", "0 6 * * 1-5", "--time-zone", "Europe/Vienna");
    expect(set.out).toBe("rounds begin at 0 6 * * 1-5 (Europe/Vienna)\n");
    expect((await world.fleetJson("status")).schedule).toEqual({ cron: "0 6 * * 1-5", timeZone: "Europe/Vienna" });
    expect(await world.fleetJson("schedule", "--remove")).toEqual({ schedule: null });
  });

  it.each([
    [["--cron", "every morning"], '"every morning" in UTC is no schedule'],
    [["--cron", "0 6 * * *", "--time-zone", "Europe/Atlantis"], "in Europe/Atlantis is no schedule"],
    [["--cron", "0 6 * * *", "--remove"], "--remove takes it away"],
    [["--time-zone", "Europe/Vienna"], "--time-zone says in which zone a --cron is meant"],
  ])("%j is told to be none", async (argv, reason) => {
    const world = await FleetWorld.open({ organizations: 1 });
    const { code, err } = await world.fleet("schedule", ...argv);
    expect(code).toBe(1);
    expect(err).toContain(reason);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe("what is wrong with the call", () => {
  it.each([
    [["work", "--charters", "nowhere"], "folder of charters nowhere: there is no such folder; --charters names it"],
    [["work", "--charters", "orgs/acme.yaml"], "folder of charters orgs/acme.yaml: it is a file"],
    [["work", "--token-dir", "tokenz"], "there is no folder tokenz: --token-dir names one"],
    [["work", "--token-dir", "orgs/acme.yaml"], "there is no folder orgs/acme.yaml"],
    [["work", "--api", "embedded:api"], "a fleet works on an API that is served"],
    [["work", "--burst", "5"], "--burst is for a --rate"],
    [["work", "--mode", "aply"], "Did you mean apply?"],
    [["work", "--heartbeat", "5"], "whole number from 10 to 3600"],
    [["enqueue", "--database", "mysql://db.example/x"], "must be a postgres:// URL"],
    [["enqueue", "--database", "postgres://u:secret@127.0.0.1:1/x"], "cannot use the fleet's database 127.0.0.1:1/x"],
    [["enqueue", "--fleet", "My Fleet"], "small letters, digits and hyphens"],
    [["enqueue", "--charters", "empty"], "there is no charter in empty"],
    [["status", "--database", ""], "the fleet has no database"],
    [["requeue"], "which organizations?"],
    [["requeue", "acme", "--all"], "name none besides"],
  ])("charter fleet %j", async (argv, reason) => {
    const cwd = await temporaryFolder();
    for (const folder of ["orgs", "empty"]) await mkdir(join(cwd, folder));
    await writeFile(join(cwd, "orgs", "acme.yaml"), "charter: v1\norganization: acme\n");
    const environment = { CHARTER_API: "http://127.0.0.1:1", CHARTER_FLEET_DATABASE: "postgres://127.0.0.1:1/x" };
    const { code, err } = await command(["fleet", ...argv], { cwd, environment });
    expect(code).toBe(1);
    expect(err).toContain(reason);
    expect(err).not.toContain("secret");
    expect(err).not.toMatch(/\n\s+at /);
  });
});
