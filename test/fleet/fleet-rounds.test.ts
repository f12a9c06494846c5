import { PgBoss } from "pg-boss";
import { describe, expect, it } from "vitest";
import { FleetWorld, linesOf } from "../_support/fleet-world.ts";
import { expectWholeHistory } from "../_support/sound-organization.ts";
import { withoutPostgres } from "../_support/stores.ts";

const viewersOf = (key: string) => ({ viewers: [`one@${key}.example`, `two@${key}.example`] });

/** A field that there is not. */
const MORE: Readonly<Record<string, string>> = { "org-1": "memberz: []\n" };

const NOTHING = { queued: 0, waiting: 0, active: 0, dead: 0 };

/** What a worker said of organizations, by key. */
function outcomesIn(log: string): Record<string, unknown> {
  const ended = linesOf(log, "organization");
  return Object.fromEntries(ended.map(({ organization, outcome }) => [organization, outcome]).sort());
}

/** What the schedule itself does at its minute; whether there is a round more than before. */
async function comeDue({ queue }: FleetWorld): Promise<boolean> {
  const boss = new PgBoss({ connectionString: queue, schema: "charter_fleet_queue", supervise: false });
  await boss.start();
  const id = await boss.send("charter.rounds", {});
  await boss.stop({ graceful: false });
  return id !== null;
}

describe.skipIf(withoutPostgres)("a round", () => {
  it("applies every charter once, and the next one finds nothing to do", async () => {
    const world = await FleetWorld.open({ organizations: 5, wanted: viewersOf });
    expect(await world.fleetJson("enqueue")).toEqual({ enqueued: 5, already: 0 });
    expect(await world.fleetJson("enqueue"), "what is queued is not queued again").toEqual({ enqueued: 0, already: 5 });
    const first = await world.workHere();
    expect(first.code, first.err).toBe(0);
    const attempts = linesOf(first.err, "organization");
    expect(attempts.map(({ organization, outcome, changes }) => [organization, outcome, changes]).sort()).toEqual(
      world.keys.map((key) => [key, "applied", 2]),
    );
    await world.fleetJson("enqueue");
    const second = await world.workHere();
    expect(new Set(Object.values(outcomesIn(second.err)))).toEqual(new Set(["in-sync"]));
    const { jobs, outcomes, organizations } = await world.fleetJson("status");
    expect({ jobs, outcomes }).toEqual({ jobs: NOTHING, outcomes: { "in-sync": 5 } });
    expect(organizations[0]).toMatchObject({ organization: "org-0", rounds: 2, changes: 2, attempts: 1 });
    for (const key of world.keys) expect(await expectWholeHistory(world.store, key, 2)).toBe(3);
  });

  it("that only looks writes nothing", async () => {
    const world = await FleetWorld.open({ organizations: 2, wanted: (key) => (key === "org-1" ? viewersOf(key) : {}) });
    await world.fleetJson("enqueue");
    const { err } = await world.workHere(["--mode", "drift", "--until-empty"]);
    expect(outcomesIn(err)).toEqual({ "org-0": "in-sync", "org-1": "drifted" });
    expect(await expectWholeHistory(world.store, "org-1", 2)).toBe(1);
    const { out } = await world.fleet("status");
    expect(out).toMatch(/^in the queue: nothing\nlast outcomes: 1 drifted · 1 in-sync\nno schedule: rounds begin with/);
    expect(out).toMatch(/\norg-1 +drifted/);
  });

  it("that has come due is begun by a worker, with whatever charters there are then", async () => {
    const world = await FleetWorld.open({ organizations: 2, wanted: viewersOf });
    expect((await world.fleet("status")).code, "makes the queue").toBe(0);
    await world.declare("org-2", {});
    await world.found("org-2");
    // A second one while nobody has begun the first is dropped.
    expect([await comeDue(world), await comeDue(world)]).toEqual([true, false]);
    const working = new AbortController();
    const worker = world.workHere([], { signal: working.signal });
    await world.untilBooked(3);
    working.abort();
    const { err } = await worker;
    expect(linesOf(err, "round").map(({ organizations }) => organizations)).toEqual([3]);
    expect(outcomesIn(err)).toEqual({ "org-0": "applied", "org-1": "applied", "org-2": "in-sync" });
  });

  it("that has come due forgets what was said of a charter that is gone, and nothing where all of them are", async () => {
    const world = await FleetWorld.open({ organizations: 2 });
    await world.fleetJson("enqueue");
    await world.workHere();
    const round = async () => {
      await comeDue(world);
      await world.workHere();
      const { organizations } = await world.fleetJson("status");
      return organizations.map(({ organization }: { organization: string }) => organization);
    };
    for (const key of world.keys) await world.move(key, `${key}.gone`);
    expect(await round()).toEqual(["org-0", "org-1"]);
    await world.declare("org-1", {});
    expect(await round()).toEqual(["org-1"]);
  });

  it("takes charters as they are when their turn comes: edited, moved to another file, or taken away", async () => {
    const world = await FleetWorld.open({ organizations: 3 });
    await world.fleetJson("enqueue");
    const working = new AbortController();
    const worker = world.workHere([], { signal: working.signal });
    await world.untilBooked(3);
    await world.declare("org-0", viewersOf("org-0"));
    await world.move("org-1", "org-1.old");
    await world.declare("org-1", viewersOf("org-1"), "elsewhere");
    await world.move("org-2", "gone.txt");
    await world.fleetJson("enqueue");
    await world.untilBooked(2, 2);
    working.abort();
    const { err } = await worker;
    const second = linesOf(err, "organization").slice(3);
    expect(second.map(({ organization, outcome }) => [organization, outcome]).sort()).toEqual([
      ["org-0", "applied"],
      ["org-1", "applied"],
    ]);
  });
});

describe.skipIf(withoutPostgres)("what is no error of the moment ends the round", () => {
  it("a plan that is refused, and a charter with errors, are told and not tried again", async () => {
    const world = await FleetWorld.open({
      organizations: 3,
      wanted: (key) =>
        key === "org-0" ? { ...viewersOf(key), more: "guards: { approvals: required }\n" } : { more: MORE[key] ?? "" },
    });
    await world.fleetJson("enqueue");
    const { err } = await world.workHere();
    expect(outcomesIn(err)).toEqual({ "org-0": "refused", "org-1": "invalid", "org-2": "in-sync" });
    expect(linesOf(err, "organization")).toHaveLength(3);
    const invalid = linesOf(err, "organization").find(({ organization }) => organization === "org-1");
    expect(invalid?.detail).toContain('did you mean "members"?');
    const { jobs, organizations } = await world.fleetJson("status");
    expect(jobs).toEqual(NOTHING);
    expect(organizations.map(({ outcome }: { outcome: string }) => outcome)).toEqual(["refused", "invalid", "in-sync"]);
  });
});

describe.skipIf(withoutPostgres)("an organization that fails again and again", () => {
  it("is a dead letter after its attempts, is put back, and is forgotten once a round ends well", async () => {
    const world = await FleetWorld.open({ organizations: 2 });
    await world.declare("nowhere", {});
    const tries = ["--attempts", "2", "--retry-delay", "1"];
    expect(await world.fleetJson("enqueue", ...tries)).toEqual({ enqueued: 3, already: 0 });
    const { err } = await world.workHere();
    const failed = linesOf(err, "organization").filter(({ organization }) => organization === "nowhere");
    expect(failed.map(({ outcome, attempt }) => [outcome, attempt])).toEqual([
      ["error", 1],
      ["error", 2],
    ]);
    const letters = await world.fleetJson("dead-letters");
    expect(letters).toEqual([
      {
        organization: "nowhere",
        attempts: 2,
        outcome: "error",
        summary: failed[1]?.summary,
        since: expect.any(String),
      },
    ]);
    expect((await world.fleet("dead-letters")).out).toMatch(/^nowhere +2 attempts/);
    expect(await world.fleet("requeue", "org-0")).toEqual({
      code: 1,
      out: "",
      err: "error: there is no dead letter of org-0\n",
    });
    await world.found("nowhere");
    expect(await world.fleetJson("requeue", "nowhere")).toEqual({ requeued: ["nowhere"] });
    expect((await world.fleetJson("status")).jobs).toEqual({ ...NOTHING, queued: 1 });
    expect(outcomesIn((await world.workHere()).err)).toEqual({ nowhere: "in-sync" });
    expect((await world.fleet("dead-letters")).out).toBe("no dead letters\n");
  });

  it("and comes right by itself in a later round has no dead letter any more", async () => {
    const world = await FleetWorld.open({ organizations: 1 });
    await world.declare("late", {});
    await world.fleetJson("enqueue", "--attempts", "1");
    await world.workHere();
    expect(await world.fleetJson("dead-letters")).toHaveLength(1);
    await world.found("late");
    await world.fleetJson("enqueue");
    await world.workHere();
    expect(await world.fleetJson("dead-letters")).toEqual([]);
    expect((await world.fleetJson("status")).jobs).toEqual(NOTHING);
  });
});
