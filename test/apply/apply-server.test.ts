import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { acceptInvitationsAs } from "../../src/api/accept-invitations.ts";
import { type ConnectOptions, connect } from "../../src/api/connect.ts";
import { listMemberships } from "../../src/api/list-memberships.ts";
import type { MembershipReader } from "../../src/api/ports.ts";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import { Journal } from "../../src/apply/journal.ts";
import { summarizeOutcomes } from "../../src/apply/outcome.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { bootstrap, openStore, type ServerOptions, startServer } from "../../src/server/index.ts";
import { declare } from "../_support/build.ts";
import { organizationOf } from "../_support/organization-of.ts";
import { PatientClock } from "../_support/patient-clock.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const ADA = "ada@acme.example";

/** A new organization on a server of its own. */
async function founded(server: Partial<ServerOptions> = {}, client: Partial<ConnectOptions> = {}) {
  const data = await temporaryFolder();
  const store = await openStore({ folder: data });
  const roleModel = tryFindBuiltInDocument("standard");
  if (roleModel === undefined) throw new Error("no role model");
  const made = await bootstrap(store, { organization: "acme", roleModel, tier: "enterprise", owner: ADA });
  await store.close();
  if (made.kind !== "bootstrapped") throw new Error(JSON.stringify(made));
  const running = await startServer({ data, validateAnswers: true, allowImpersonation: true, ...server });
  const connection = connect({ url: running.url, token: made.token, organization: "acme", ...client });
  onTestFinished(async () => {
    await connection.close();
    await running.close();
  });
  return { ...connection, data, url: running.url, token: made.token, sendLetters: running.sendLetters };
}

async function planFor(reader: MembershipReader, organization: Organization): Promise<Plan> {
  const [model, reading, { email }] = await Promise.all([reader.readRoleModel(), reader.read(), reader.whoAmI()]);
  const plan = makePlan({ model, declaration: declare(organization), reading, actor: { email }, api: reader.target });
  expect(plan.refusals).toEqual([]);
  return plan;
}

function wanted(people: number): Organization {
  const names = Array.from({ length: people }, (_, index) => `p${index}@acme.example`);
  const base = organizationOf({ [ADA]: "owner", ...Object.fromEntries(names.map((email) => [email, "viewer"])) });
  return {
    ...base,
    title: "Acme",
    roles: new Map([
      ["auditor", { key: "auditor", scope: "organization", title: "Auditor", permissions: ["audit-log:read"] }],
    ]),
    tenants: new Map([["eu", { key: "eu", title: "Europe", members: new Map() }]]),
    projects: new Map([["wearables", { key: "wearables", title: undefined, tenant: "eu", members: new Map() }]]),
  };
}

async function lettersOf({ data, sendLetters }: { data: string; sendLetters(): Promise<void> }): Promise<number> {
  await sendLetters();
  return (await readdir(join(data, "outbox"))).filter((name) => name.endsWith(".eml")).length;
}

describe("applying a plan to the real server", () => {
  it("ends where the charter wanted it: nothing is left to plan", async () => {
    const { reader, writer } = await founded();
    const plan = await planFor(reader, wanted(12));
    const outcomes = await applyPlan(plan, writer);
    expect(summarizeOutcomes(outcomes)).toMatchObject({ done: plan.changes.length });
    expect(plan.changes.length).toBeGreaterThan(14);
    expect((await planFor(reader, wanted(12))).changes).toEqual([]);
  });

  it("waits out a rate limit, as often as it takes", async () => {
    const clock = new PatientClock();
    const limits = { rateLimit: { requests: 6, windowSeconds: 60 }, now: () => new Date(clock.now()) };
    const { reader, writer, ...server } = await founded(limits, { clock, retry: { maxWait: 3_600_000, attempts: 50 } });
    const outcomes = await applyPlan(await planFor(reader, wanted(20)), writer);
    expect(summarizeOutcomes(outcomes)).toMatchObject({ failed: 0, unknown: 0, "not-attempted": 0 });
    expect(clock.waits.length).toBeGreaterThan(2);
    expect(await lettersOf(server)).toBe(20);
  });

  it("killed after any number of lines, is resumed from the journal and sends no invitation twice", async () => {
    const { reader, writer, ...server } = await founded();
    const plan = await planFor(reader, wanted(10));
    const options = {
      directory: await temporaryFolder(),
      digest: plan.digest,
      organization: "acme",
      api: plan.api,
      started: "2026-11-22T06:00:00.000Z",
    };
    for (const deadline of [3, 5, 8, 13]) {
      const journal = await Journal.open(options);
      let lines = 0;
      let die: () => void = () => undefined;
      const death = new Promise<void>((resolve) => {
        die = resolve;
      });
      const mortal = async (write: () => Promise<void>) => {
        lines += 1;
        if (lines > deadline) {
          die();
          await new Promise(() => undefined);
        }
        await write();
      };
      const dying = {
        entries: journal.entries,
        sent: (id: string, expects: string | undefined) => mortal(() => journal.sent(id, expects)),
        ended: (entry: Parameters<Journal["ended"]>[0]) => mortal(() => journal.ended(entry)),
      };
      await Promise.race([applyPlan(plan, writer, { journal: dying }), death]);
      await journal.close();
    }
    const journal = await Journal.open(options);
    const outcomes = await applyPlan(plan, writer, { journal });
    await journal.close();
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(plan.changes.map(() => "done"));
    expect(outcomes.some(({ resumed }) => resumed === true)).toBe(true);
    expect(await lettersOf(server)).toBe(10);
    expect((await planFor(reader, wanted(10))).changes).toEqual([]);
  });

  it("refuses by object what has changed since the plan was made, and does the rest", async () => {
    const { reader, writer, url, token } = await founded();
    await applyPlan(await planFor(reader, wanted(2)), writer);
    await acceptInvitationsAs({ url, token }, "p0@acme.example", "acme");
    expect(await acceptInvitationsAs({ url, token }, "p1@acme.example")).toEqual(["acme"]);
    const promoted = {
      ...wanted(2),
      members: organizationOf({ [ADA]: "owner", "p0@acme.example": "member", "p1@acme.example": "member" }).members,
    };
    const plan = await planFor(reader, promoted);
    expect(plan.changes.map(({ change }) => change.kind)).toEqual(["change-role", "change-role"]);
    const somebodyElse = {
      change: { kind: "change-role", email: "p0@acme.example", role: "admin" } as const,
      precondition: {},
    };
    await writer.write({ ...somebodyElse, idempotencyKey: "by-hand", planDigest: "sha256:00" });
    expect(await applyPlan(plan, writer)).toMatchObject([
      { outcome: "failed", code: "precondition-failed", message: expect.stringContaining("members/p0@acme.example") },
      { outcome: "done" },
    ]);
  });

  it("knows to which organizations a token belongs", async () => {
    const { url, token } = await founded();
    expect(await listMemberships({ url, token })).toEqual([
      { organization: "acme", role: "owner", ceiling: undefined },
    ]);
    await expect(listMemberships({ url, token: "chr_wrong" })).rejects.toThrow(/CHARTER_TOKEN/);
    await expect(acceptInvitationsAs({ url, token }, "nobody@acme.example")).resolves.toEqual([]);
  });

  it("finds no organization where there is none, or none that the token may see", async () => {
    const { url, token } = await founded();
    const { reader, close } = connect({ url, token, organization: "beta" });
    onTestFinished(close);
    await expect(reader.read()).rejects.toMatchObject({ code: "unknown-organization" });
    expect((await reader.whoAmI()).role).toBeUndefined();
  });
});
