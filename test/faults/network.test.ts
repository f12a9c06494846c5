import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { connect } from "../../src/api/connect.ts";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import { Journal } from "../../src/apply/journal.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { issueToken } from "../../src/server/index.ts";
import { declare } from "../_support/build.ts";
import { type Fate, gateway, type Passing } from "../_support/gateway.ts";
import { startTestServer, type TestServer } from "../_support/membership-server.ts";
import { organizationOf } from "../_support/organization-of.ts";
import { PatientClock } from "../_support/patient-clock.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const whole = process.env.CHARTER_FAULTS === "whole";
const SEEDS = Array.from({ length: whole ? 20 : 2 }, (_, index) => index + 1);
const PEOPLE = whole ? 150 : 30;
const MOST_RUNS = 5;
const ADA = "ada@acme.example";

/** Before it arrives, on the way back, in between, and answers of those that stand before an API. */
const FAULTS: readonly (Fate | "delay")[] = [
  "lose-request",
  "reset",
  "lose-answer",
  "cut-answer",
  "repeat",
  "delay",
  ...[429, 503].map((status) => ({ status, headers: { "retry-after": "1" } })),
  ...[500, 502, 504].map((status) => ({ status, type: "text/html", body: "<h1>no</h1>" })),
];

/** What becomes of a request is settled by the seed and by how often it came before, whatever comes in between. */
function fateOf(seed: number, share: number, { method, path, before }: Passing): Fate | "delay" {
  const drawn = createHash("sha256").update(`${seed} ${method} ${path} ${before}`).digest();
  if (drawn.readUInt32BE(0) / 2 ** 32 >= share) return "pass";
  return FAULTS[drawn.readUInt32BE(4) % FAULTS.length] ?? "pass";
}

function wanted(): Organization {
  const people = Array.from({ length: PEOPLE }, (_, index) => [`p${index}@acme.example`, "viewer"]);
  const places = Array.from({ length: PEOPLE / 10 }, (_, index) => `t${index}`);
  return {
    ...organizationOf({ [ADA]: "owner", ...Object.fromEntries(people) }),
    tenants: new Map(places.map((key) => [key, { key, title: undefined, members: new Map() }])),
    projects: new Map(places.map((key) => [key, { key, title: undefined, tenant: key, members: new Map() }])),
  };
}

interface Site {
  readonly server: TestServer;
  readonly token: string;
}

async function site(): Promise<Site> {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  await server.found({ organization: "acme", owner: ADA, tier: "enterprise" });
  return { server, token: await issueToken(server.store, { email: ADA, at: server.clock.now }) };
}

function connected(url: string, token: string) {
  const connection = connect({ url, token, organization: "acme", clock: new PatientClock(0.5) });
  onTestFinished(connection.close);
  return connection;
}

type Reader = ReturnType<typeof connected>["reader"];

async function planBy(reader: Reader, api: string) {
  const [model, reading] = [await reader.readRoleModel(), await reader.read()];
  return makePlan({ model, declaration: declare(wanted()), reading, actor: { email: ADA }, api });
}

/** Applies one plan as often as it takes; the outcomes of each run. */
async function applyUntilDone({ reader, writer }: ReturnType<typeof connected>): Promise<string[][]> {
  const plan = await planBy(reader, reader.target);
  expect(plan.refusals).toEqual([]);
  const journalOf = { directory: await temporaryFolder(), digest: plan.digest, organization: "acme", api: plan.api };
  const runs: string[][] = [];
  while (runs.length < MOST_RUNS && runs.at(-1)?.every((outcome) => outcome === "done") !== true) {
    const journal = await Journal.open({ ...journalOf, started: "2026-11-22T10:00:00.000Z" });
    runs.push((await applyPlan(plan, writer, { journal })).map(({ outcome }) => outcome));
    await journal.close();
  }
  return runs;
}

describe.each([0.01, 0.05, 0.2])("through a network that fails %d of all requests", (share) => {
  test.each(SEEDS)("seed %d: an apply comes to its end, and everything happens once", async (seed) => {
    const { server, token } = await site();
    let faults = 0;
    let requests = 0;
    const url = await gateway(server.url, async (passing) => {
      const fate = fateOf(seed, share, passing);
      requests += 1;
      if (fate !== "pass") faults += 1;
      if (fate !== "delay") return fate;
      await setTimeout(20);
      return "pass";
    });
    const runs = await applyUntilDone(connected(url, token));
    const changes = runs[0]?.length ?? 0;
    expect(changes).toBe(PEOPLE + (2 * PEOPLE) / 10);
    expect(new Set(runs.at(-1)), `${runs.length} runs`).toEqual(new Set(["done"]));
    expect(requests, "tries are bounded").toBeLessThan(changes * (1 + 6 * share) + 60);
    const direct = connected(server.url, token);
    expect((await planBy(direct.reader, server.url)).changes).toEqual([]);
    const letters = (await server.letters()).map(({ to }) => to).sort();
    expect(letters).toEqual([...wanted().members.keys()].filter((email) => email !== ADA).sort());
    const events = (await server.caller(token).get("/v1/organizations/acme/audit-events?limit=1000")).body;
    expect(events.items.filter((event: { planDigest?: string }) => event.planDigest !== undefined)).toHaveLength(
      changes,
    );
    expect(server.errors).toEqual([]);
    process.stdout.write(
      `share ${share}, seed ${seed}: ${faults} faults in ${requests} requests, ${runs.length} runs\n`,
    );
  });
});
