import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sketch } from "../_support/build.ts";
import { startTestServer, type TestServer } from "../_support/membership-server.ts";
import { type Applied, Rivals } from "../_support/rivals.ts";
import { newDatabase, STORES } from "../_support/stores.ts";

const whole = process.env.CHARTER_FAULTS === "whole";
/** How often each race is run; who wins is never decided here, only that nothing breaks. */
const ROUNDS = Number(process.env.CHARTER_RACE_ROUNDS ?? (whole ? 20 : 2));
const PEOPLE = Array.from({ length: 21 }, (_, index) => `p${index}`);

const TEAM: Sketch = {
  tier: "enterprise",
  members: { ada: "owner", bob: "owner", ...Object.fromEntries(PEOPLE.map((name) => [name, "viewer"])) },
};

/** The members of a charter: Ada and Bob, and these. */
function declared(people: Readonly<Record<string, string>>): string {
  const members = Object.entries({ ada: "owner", bob: "owner", ...people });
  return ["members:", ...members.map(([name, role]) => `  - { email: ${name}@acme.example, role: ${role} }`), ""].join(
    "\n",
  );
}

const everybody = (role: (index: number) => string) =>
  Object.fromEntries(PEOPLE.map((name, index) => [name, role(index)]));

/** How often an apply ended with which exit code. */
const ends = new Map<number, number>();

/** Refused before anything was written, by the object; or by the API while it did, which says to plan again. */
function expectToldWhy({ code, counts, out, err }: Applied): void {
  ends.set(code, (ends.get(code) ?? 0) + 1);
  if (code === 0) return;
  expect([3, 4], out + err).toContain(code);
  if (code === 3) {
    expect(err).toMatch(/^Refused\n {2}✗ (stale-plan|seat-limit-reached|permission-missing|unknown-member) /);
    return expect(counts).toEqual({});
  }
  expect(counts.unknown ?? 0, out).toBe(0);
  expect(err).toContain("plan again: the API refuses what this plan has left; the journal is ");
}

describe.each(STORES)("on $name", ({ name }) => {
  let servers: TestServer[] = [];
  let number = 0;

  beforeAll(async () => {
    const database = name === "PostgreSQL" ? { database: await newDatabase() } : {};
    const start = () => startTestServer(database);
    servers = await Promise.all(name === "PostgreSQL" ? [start(), start()] : [start()]);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    const told = [...ends].sort(([left], [right]) => left - right).map(([code, times]) => `${times} with ${code}`);
    process.stdout.write(`races on ${name}: applies ended ${told.join(", ")}\n`);
    ends.clear();
  });

  const meet = (sketch: Sketch = TEAM) => Rivals.meet(servers, number++, sketch);

  /** The race so many times over, each time in an organization of its own. */
  async function rounds(round: () => Promise<void>): Promise<void> {
    for (let time = 0; time < ROUNDS; time++) await round();
  }

  test("one plan that is applied in two checkouts at once is carried out once", async () => {
    await rounds(async () => {
      const rivals = await meet();
      const first = await rivals.atCommandLine("ada");
      const newcomers = { new1: "viewer", new2: "member" };
      await first.plan(declared({ ...everybody(() => "member"), ...newcomers }));
      const second = await rivals.atCommandLine("ada", first);
      await second.copyPlan(first);
      const ended = await Promise.all([first.apply(), second.apply()]);
      expect(
        ended.map(({ code }) => code),
        ended.map(({ err }) => err).join(),
      ).toContain(0);
      for (const one of ended) expectToldWhy(one);
      expect(await rivals.end()).toBe(1 + PEOPLE.length + 2);
      expect((await first.charter("drift")).code).toBe(0);
    });
  });

  test("of two plans for the same people each change is somebody's, and the loser is told to plan again", async () => {
    await rounds(async () => {
      const rivals = await meet();
      const [ada, bob] = [await rivals.atCommandLine("ada"), await rivals.atCommandLine("bob")];
      await ada.plan(declared(everybody((index) => (index % 3 === 0 ? "viewer" : "member"))));
      await bob.plan(declared(everybody((index) => (index % 3 === 1 ? "viewer" : "admin"))));
      const ended = await Promise.all([ada.apply(), bob.apply()]);
      for (const one of ended) expectToldWhy(one);
      const done = ended.reduce((sum, { counts }) => sum + (counts.done ?? 0), 0);
      expect(await rivals.end(), ended.map(({ out }) => out).join("\n")).toBe(1 + done);
      // Each plans for two thirds of them. Refused before it began, a plan does nothing for those whom it has alone.
      const refused = ended.some(({ code }) => code === 3);
      expect(done).toBe(refused ? (PEOPLE.length * 2) / 3 : PEOPLE.length);
      expect((await bob.apply("charter.yaml")).code).toBe(0);
      expect((await bob.charter("drift")).code).toBe(0);
    });
  });

  test("of two owners whose plans each take the ownership from the other, one stays an owner", async () => {
    await rounds(async () => {
      const rivals = await meet();
      const [ada, bob] = [await rivals.atCommandLine("ada"), await rivals.atCommandLine("bob")];
      await ada.plan(declared({ bob: "viewer" }));
      await bob.plan(declared({ ada: "viewer" }));
      const ended = await Promise.all([ada.apply(), bob.apply()]);
      expect(ended.map(({ code }) => code).filter((code) => code === 0)).toHaveLength(1);
      for (const one of ended) expectToldWhy(one);
      expect(await rivals.end()).toBe(2);
    });
  });

  test("of two plans that each invite somebody to the last seat, one does", async () => {
    await rounds(async () => {
      const rivals = await meet({ tier: "free", members: { ada: "owner", bob: "owner", p0: "viewer", p1: "viewer" } });
      const [ada, bob] = [await rivals.atCommandLine("ada"), await rivals.atCommandLine("bob")];
      await ada.plan(declared({ new1: "viewer" }));
      await bob.plan(declared({ new2: "viewer" }));
      const ended = await Promise.all([ada.apply(), bob.apply()]);
      expect(ended.map(({ code }) => code).filter((code) => code === 0)).toHaveLength(1);
      for (const one of ended) expectToldWhy(one);
      expect(await rivals.end()).toBe(2);
    });
  });

  test("an apply and a person in the dashboard who does other things to the same people at once", async () => {
    await rounds(async () => {
      const rivals = await meet();
      const ada = await rivals.atCommandLine("ada");
      await ada.plan(
        `roles: { scribe: { permissions: [read] } }\n${declared(everybody((index) => (index % 2 === 0 ? "scribe" : "member")))}`,
      );
      const bob = await rivals.inDashboard("bob");
      const member = (index: number) => `${rivals.base}/members/p${index}@acme.example`;
      const meddling = [
        () => bob.patch(member(19), { role: "admin" }),
        () => bob.delete(member(18)),
        () => bob.delete(`${rivals.base}/roles/scribe`),
        () => bob.patch(member(17), { attributes: { memberType: "external" } }),
        () => bob.patch(`${rivals.base}/roles/scribe`, { permissions: ["read", "audit-log:read"] }),
        () => bob.delete(member(16)),
        () => bob.patch(rivals.base, { title: "Acme" }),
        () => bob.patch(member(0), { role: "viewer" }),
      ];
      const answers: Promise<{ readonly status: number }>[] = [];
      const ended = await ada.applySlowly(() => {
        const next = meddling[answers.length];
        if (next !== undefined) answers.push(next());
      });
      const statuses = (await Promise.all(answers)).map(({ status }) => status);
      for (const status of statuses) expect([200, 204, 404, 409, 412]).toContain(status);
      expectToldWhy(ended);
      const written = statuses.filter((status) => status < 300).length;
      expect(await rivals.end(), ended.out).toBe(1 + written + (ended.counts.done ?? 0));
      const again = await ada.apply("charter.yaml");
      expect(again.code, again.out + again.err).toBe(0);
      expect((await ada.charter("drift")).code).toBe(0);
      await rivals.end();
    });
  });

  test("a plan that was made before, and is applied after: refused by object, and nothing is written", async () => {
    const rivals = await meet();
    const ada = await rivals.atCommandLine("ada");
    await ada.plan(declared(everybody(() => "member")));
    const bob = await rivals.inDashboard("bob");
    expect((await bob.patch(`${rivals.base}/members/p7@acme.example`, { role: "admin" })).status).toBe(200);
    expect((await bob.delete(`${rivals.base}/members/p9@acme.example`)).status).toBe(204);
    const { code, out, err } = await ada.apply();
    expect(code, out).toBe(3);
    expect(err).toMatch(/stale-plan members\/p7@acme\.example/);
    expect(err).toContain("members/p7@acme.example has changed since this plan was made; plan again");
    expect(err).toContain("members/p9@acme.example is gone since this plan was made; plan again");
    expect(await rivals.end()).toBe(3);
  });
});
