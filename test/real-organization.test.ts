import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "./_support/world.ts";

const MONTHS = ["2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01"];
const OWNER = "p017a62b444@people.example";

function charter(month: string): string[] {
  return [`test/_fixtures/kubernetes-org/${month}.yaml`];
}

/** Applies a month, lets everybody join and applies what waited for them; then nothing is left to do. */
async function walk(world: World, month: string): Promise<{ removed: number; joined: number }> {
  const first = await world.plan(charter(month));
  await world.apply(first);
  const between = await world.plan(charter(month));
  expect(between.changes).toEqual([]);
  const joined = await world.acceptAll();
  const second = await world.plan(charter(month));
  await world.apply(second);
  const empty = await world.plan(charter(month));
  expect([empty.changes, empty.refusals, empty.waiting, empty.unmanaged, empty.access]).toEqual([[], [], [], [], []]);
  const removed = first.changes.filter(({ change }) => /^(remove|revoke|delete)-/.test(change.kind)).length;
  return { removed, joined };
}

describe("a real organization, month by month", () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld({ organization: "kubernetes", roleModel: "tenants-and-projects", owner: OWNER });
  });

  afterAll(() => world.close());

  test("the first month is applied to an empty organization, accepted by 1,352 people and completed", async () => {
    expect(await walk(world, MONTHS[0] ?? "")).toEqual({ removed: 0, joined: 1352 });
    const { organization } = await world.reader.read();
    expect([organization.members.size, organization.tenants.size, organization.projects.size]).toEqual([1353, 8, 747]);
  });

  test.each(MONTHS.slice(1))("the state of %s follows in one step, and no guard cries wolf", async (month) => {
    const { joined } = await walk(world, month);
    expect(joined).toBeGreaterThan(0);
  });

  test("an outsider's charter that drops half of the people is stopped by the removal guard", async () => {
    const declaration = world.declaration(charter(MONTHS[5] ?? ""));
    const half = [...declaration.organization.members].filter(
      ([, { role }], index) => role === "owner" || index % 2 === 0,
    );
    const { makePlan } = await import("../src/plan/make-plan.ts");
    const [model, reading] = await Promise.all([world.reader.readRoleModel(), world.reader.read()]);
    const organization = { ...declaration.organization, members: new Map(half) };
    const plan = makePlan({
      model,
      declaration: { ...declaration, organization },
      reading,
      actor: { email: OWNER },
      api: "test",
    });
    expect(plan.refusals.map(({ code }) => code)).toContain("too-many-removals");
  });
});
