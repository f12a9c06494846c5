import { describe, expect, onTestFinished, test } from "vitest";
import type { Ended, RunningCommand } from "../_support/child-command.ts";
import { FleetWorld, linesOf } from "../_support/fleet-world.ts";
import { type Fate, gateway } from "../_support/gateway.ts";
import { startCluster } from "../_support/postgres.ts";
import { expectWholeHistory } from "../_support/sound-organization.ts";
import { withoutPostgres } from "../_support/stores.ts";

const whole = process.env.CHARTER_FAULTS === "whole";
const ORGANIZATIONS = whole ? 1_000 : 60;
const WORKERS = 3;
/** How often a worker is killed in a round. */
const KILLS = whole ? 60 : 6;
/** A worker that is silent for so long counts as gone: the least there is. */
const BRISK = ["--heartbeat", "10", "--attempts", "20", "--retry-delay", "1"];

const viewersOf = (key: string) => ({
  viewers: [`one@${key}.example`, `two@${key}.example`],
  more: "tenants: { eu: {} }\nprojects: { wearables: { tenant: eu } }\n",
});
/** Two invitations, a tenant and a project. */
const CHANGES = 4;

/** A generator of numbers from a seed: the same moments each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Workers of which some are killed, and always as many as there were at first. */
class Crew {
  readonly #world: FleetWorld;
  readonly #argv: readonly string[];
  readonly #alive: RunningCommand[] = [];
  readonly #logs: Promise<Ended>[] = [];

  constructor(world: FleetWorld, size: number, ...argv: string[]) {
    this.#world = world;
    this.#argv = argv;
    for (let index = 0; index < size; index++) this.#start();
  }

  #start(): void {
    const worker = this.#world.work(...BRISK, ...this.#argv);
    this.#alive.push(worker);
    this.#logs.push(worker.ended);
  }

  /**
   * Waits until one of them has ended so many attempts, or nothing is left to do; kills it in the middle of what follows,
   * and hires another.
   */
  async killOne(index: number, after: number, over: Promise<void>): Promise<void> {
    const [worker] = this.#alive.splice(index, 1);
    await Promise.race([over, worker?.until("err", (err) => linesOf(wholeLines(err), "organization").length >= after)]);
    worker?.kill("SIGKILL");
    await worker?.ended;
    this.#start();
  }

  /** Ends them all in order; everything that any of them ever said. */
  async end(): Promise<string> {
    for (const worker of this.#alive) worker.kill("SIGTERM");
    const ended = await Promise.all(this.#logs);
    return ended.map(({ err }) => err).join("");
  }
}

/** A killed worker's last line may be half of one. */
function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

async function expectOnce(world: FleetWorld, rounds: number): Promise<void> {
  for (const key of world.keys) expect(await expectWholeHistory(world.store, key, 2), key).toBe(1 + CHANGES);
  const everybody = world.keys.flatMap((key) => viewersOf(key).viewers).sort();
  await expect.poll(() => world.letters()).toEqual(everybody);
  const { jobs, organizations } = await world.fleetJson("status");
  expect(jobs).toEqual({ queued: 0, waiting: 0, active: 0, dead: 0 });
  expect(new Set(organizations.map((one: { rounds: number }) => one.rounds))).toEqual(new Set([rounds]));
}

describe.skipIf(withoutPostgres)(`a fleet of ${ORGANIZATIONS} organizations`, () => {
  test(`${WORKERS} workers, up to ${KILLS} killed -9: every organization once a round, one letter a person`, async () => {
    const world = await FleetWorld.open({ organizations: ORGANIZATIONS, wanted: viewersOf });
    expect((await world.fleetJson("enqueue", ...BRISK)).enqueued).toBe(ORGANIZATIONS);
    const next = numbers(1);
    const crew = new Crew(world, WORKERS);
    let left = true;
    const over = world.untilBooked(ORGANIZATIONS).finally(() => {
      left = false;
    });
    const most = 1 + Math.floor(ORGANIZATIONS / (KILLS * WORKERS));
    let kills = 0;
    for (; kills < KILLS && left; kills++) await crew.killOne(next(WORKERS), next(most), over);
    await over;
    await expectOnce(world, 1);
    await world.fleetJson("enqueue");
    await world.untilBooked(ORGANIZATIONS, 2);
    const log = await crew.end();
    await expectOnce(world, 2);
    const { outcomes } = await world.fleetJson("status");
    expect(outcomes).toEqual({ "in-sync": ORGANIZATIONS });
    const attempts = linesOf(log, "organization").length;
    process.stdout.write(`${ORGANIZATIONS} organizations, ${kills} kills, ${attempts} attempts told of in 2 rounds\n`);
  });
});

describe.skipIf(withoutPostgres)("a worker that was taken to be gone, and was not", () => {
  test("sends what it had begun after another has planned the same: it is the same request, and is done once", async () => {
    const keys: string[] = [];
    const [stopped, taken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const world = await FleetWorld.open({
      organizations: 1,
      wanted: () => ({ viewers: ["one@org-0.example"] }),
      api: (url) =>
        gateway(url, async ({ method, path, before, idempotencyKey = "" }): Promise<Fate> => {
          if (method !== "POST" || !path.endsWith("/invitations")) return "pass";
          keys.push(idempotencyKey);
          // The first worker's request is on its way for as long as it takes another worker to come to the same.
          if (before === 0) {
            stopped.resolve();
            await taken.promise;
          } else taken.resolve();
          return "pass";
        }),
    });
    await world.fleetJson("enqueue", ...BRISK);
    const first = world.work(...BRISK);
    await stopped.promise;
    first.kill("SIGSTOP");
    const second = world.work(...BRISK, "--until-empty");
    const { err } = await second.ended;
    expect(linesOf(err, "organization").at(-1)).toMatchObject({ outcome: "applied" });
    first.kill("SIGCONT");
    await first.until("err", (text) => linesOf(wholeLines(text), "lost").length > 0);
    first.kill("SIGTERM");
    const { err: said } = await first.ended;
    expect(linesOf(said, "organization"), "what is not its own any more it says nothing about").toEqual([]);
    expect(new Set(keys).size, "both are the same request").toBe(1);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(await expectWholeHistory(world.store, "org-0", 2)).toBe(2);
    await expect.poll(() => world.letters()).toEqual(["one@org-0.example"]);
    expect((await world.fleetJson("status")).organizations[0]).toMatchObject({ rounds: 1, outcome: "applied" });
  });
});

describe.skipIf(withoutPostgres)("the queue's database", () => {
  test("goes in the middle of a round and comes back: workers wait for it, and every organization is done once", async () => {
    const cluster = await startCluster({ durable: true });
    onTestFinished(cluster.stop);
    const organizations = whole ? 200 : 30;
    const world = await FleetWorld.open({ organizations, wanted: viewersOf, cluster: cluster.url });
    await world.fleetJson("enqueue", ...BRISK);
    const workers = [1, 2].map(() => world.work(...BRISK, "--rate", "200", "--metrics-port", "0"));
    for (const worker of workers)
      await worker.until("err", (err) => linesOf(wholeLines(err), "organization").length > 1);
    await cluster.halt("SIGQUIT");
    let said = "";
    for (const worker of workers)
      await worker.until("err", (err) => {
        said = err;
        return linesOf(wholeLines(err), "queue").length > 0;
      });
    const url = String(linesOf(wholeLines(said), "started")[0]?.url);
    const ready = async () => (await fetch(`${url}/readyz`)).status;
    expect(await ready()).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await cluster.resume();
    await expect.poll(ready).toBe(200);
    await world.untilBooked(organizations);
    for (const worker of workers) worker.kill("SIGTERM");
    const ended = await Promise.all(workers.map((worker) => worker.ended));
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    await expectOnce(world, 1);
  });
});

// It begins at a full minute: too long a wait for every run, and no other part of it goes untested there.
if (whole)
  describe.skipIf(withoutPostgres)("a schedule", () => {
    test("begins a round by itself, with whatever charters there are", async () => {
      const world = await FleetWorld.open({ organizations: 3, wanted: viewersOf });
      await world.fleetJson("schedule", "--cron", "* * * * *");
      const worker = world.work();
      await world.untilBooked(3);
      worker.kill("SIGTERM");
      const { err } = await worker.ended;
      expect(linesOf(err, "round")[0]).toMatchObject({ organizations: 3 });
    });
  });
