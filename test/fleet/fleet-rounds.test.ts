import { expect, it } from "vitest";
import { FleetWorld, linesOf } from "../_support/fleet-world.ts";
import { expectWholeHistory } from "../_support/sound-organization.ts";
import { withoutPostgres } from "../_support/stores.ts";

const viewersOf = (key: string) => ({ viewers: [`one@${key}.example`, `two@${key}.example`] });

it.skipIf(withoutPostgres)("a round applies every charter once, and the next one finds nothing to do", async () => {
  const world = await FleetWorld.open({ organizations: 5, wanted: viewersOf });
  expect(await world.fleetJson("enqueue")).toEqual({ enqueued: 5, already: 0 });
  expect(await world.fleetJson("enqueue"), "what is queued is not queued again").toEqual({ enqueued: 0, already: 5 });
  const first = await world.work("--until-empty").ended;
  expect(first.code, first.err).toBe(0);
  const attempts = linesOf(first.err, "organization");
  expect(attempts.map(({ organization, outcome, changes }) => [organization, outcome, changes]).sort()).toEqual(
    world.keys.map((key) => [key, "applied", 2]),
  );
  expect(await world.fleetJson("enqueue")).toEqual({ enqueued: 5, already: 0 });
  const second = await world.work("--until-empty").ended;
  expect(linesOf(second.err, "organization").map(({ outcome }) => outcome)).toEqual(Array(5).fill("in-sync"));
  const { jobs, outcomes, organizations } = await world.fleetJson("status");
  expect({ jobs, outcomes }).toEqual({
    jobs: { queued: 0, waiting: 0, active: 0, dead: 0 },
    outcomes: { "in-sync": 5 },
  });
  expect(organizations[0]).toMatchObject({ organization: "org-0", rounds: 2, changes: 2, attempts: 1 });
  for (const key of world.keys) expect(await expectWholeHistory(world.store, key, 2)).toBe(3);
});
