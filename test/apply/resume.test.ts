import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MembershipWriter, WriteRequest, WriteResult } from "../../src/api/ports.ts";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import { type ApplyJournal, Journal } from "../../src/apply/journal.ts";
import { JournalError } from "../../src/apply/journal-error.ts";
import type { JournalEntry } from "../../src/apply/journal-format.ts";
import type { Outcome } from "../../src/apply/outcome.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { ALL_CAPABILITIES } from "../_support/memory-membership.ts";
import { type Line, planOf } from "../_support/plan-of.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

/** A plan whose needs point backwards, with some changes at one address, as a planner makes them. */
const somePlan = fc
  .array(fc.record({ needs: fc.array(fc.nat(30), { maxLength: 3 }), person: fc.nat(12) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((drawn) =>
    planOf(
      drawn.map(
        ({ needs, person }, index): Line => ({
          change: { kind: "change-role", email: `p${person}@acme.example`, role: `r${index}` },
          needs: [...new Set(needs.filter((need) => need < index))],
          expects: { etag: "v0" },
        }),
      ),
    ),
  );

type Fault = "refused" | "lost" | "lost-before" | "none";

/** How each change fares at its first attempts; afterwards all goes well. */
const someFaults = fc.array(fc.constantFrom<Fault>("none", "none", "none", "refused", "lost", "lost-before"), {
  minLength: 25,
  maxLength: 25,
});

/** A system that carries each key out once, with versions, and with faults on demand. */
class Target implements MembershipWriter {
  readonly capabilities = ALL_CAPABILITIES;
  readonly carriedOut: string[] = [];
  underWay = 0;
  most = 0;
  faults: readonly Fault[] = [];
  readonly #answers = new Map<string, { readonly expected: string | undefined; readonly answer: WriteResult }>();
  readonly #versions = new Map<string, number>();

  async write(request: WriteRequest): Promise<WriteResult> {
    const { change } = request;
    if (change.kind !== "change-role") throw new Error("not in these tests");
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    for (let ticks = change.role.length + change.email.length; ticks > 0; ticks -= 3) await Promise.resolve();
    this.underWay -= 1;
    const fault = this.faults[Number(change.role.slice(1))] ?? "none";
    if (fault === "refused") return { outcome: "failed", code: "role-above-actor", message: "no" };
    if (fault === "lost-before") return { outcome: "unknown", code: "timeout", message: "no answer" };
    const answer = this.#carryOut(request);
    return fault === "lost" ? { outcome: "unknown", code: "timeout", message: "no answer" } : answer;
  }

  #carryOut({ change, idempotencyKey, precondition }: WriteRequest): WriteResult {
    if (change.kind !== "change-role") throw new Error("not in these tests");
    const known = this.#answers.get(idempotencyKey);
    if (known !== undefined) {
      if (known.expected === precondition.etag) return known.answer;
      return { outcome: "failed", code: "idempotency-key-reused", message: "another request" };
    }
    const version = this.#versions.get(change.email) ?? 0;
    if (precondition.etag !== undefined && precondition.etag !== `v${version}`)
      return { outcome: "failed", code: "precondition-failed", message: `${change.email} has changed` };
    this.#versions.set(change.email, version + 1);
    this.carriedOut.push(change.role);
    const answer: WriteResult = { outcome: "done", etag: `v${version + 1}` };
    this.#answers.set(idempotencyKey, { expected: precondition.etag, answer });
    return answer;
  }
}

/** A journal that dies with its process: at some line it stops, and what was written stays. */
class MortalJournal implements ApplyJournal {
  readonly lines: JournalEntry[];
  readonly entries: ReadonlyMap<string, JournalEntry>;
  #left: number;
  readonly #die: () => Promise<never>;

  constructor(lines: readonly JournalEntry[], left: number, die: () => Promise<never>) {
    this.lines = [...lines];
    this.entries = new Map(lines.map((line) => [line.id, line]));
    this.#left = left;
    this.#die = die;
  }

  sent(id: string, expects: string | undefined): Promise<void> {
    return this.#write({ id, state: "sent", ...(expects === undefined ? {} : { expects }) });
  }

  ended(entry: JournalEntry): Promise<void> {
    return this.#write(entry);
  }

  async #write(line: JournalEntry): Promise<void> {
    if (this.#left <= 0) await this.#die();
    this.#left -= 1;
    this.lines.push(line);
  }
}

/**
 * Runs until the journal has so many lines more, and is killed there. A request that is under way then is still carried
 * out by the target, maybe while the next run goes on; its answer reaches nobody.
 */
async function runUntilKilled(plan: Plan, target: Target, lines: readonly JournalEntry[], left: number) {
  let alive = true;
  let kill = () => {};
  const death = new Promise<undefined>((resolve) => {
    kill = () => resolve(undefined);
  });
  const never = () => new Promise<never>(() => undefined);
  const journal = new MortalJournal(lines, left, () => {
    alive = false;
    kill();
    return never();
  });
  const write = async (request: WriteRequest) => {
    const answer = alive ? await target.write(request) : await never();
    return alive ? answer : await never();
  };
  const run = applyPlan(plan, { capabilities: target.capabilities, write }, { journal, concurrency: 4 });
  const outcomes = await Promise.race([run, death]);
  return { lines: journal.lines, outcomes };
}

function doneIds(outcomes: readonly Outcome[]): string[] {
  return outcomes.filter(({ outcome }) => outcome === "done").map(({ id }) => id);
}

describe("any plan, with any faults", () => {
  it("tells the truth about every change, respects needs and never has more under way than asked", async () => {
    await fc.assert(
      fc.asyncProperty(somePlan, someFaults, fc.integer({ min: 1, max: 9 }), async (plan, faults, concurrency) => {
        const target = new Target();
        target.faults = faults;
        const outcomes = await applyPlan(plan, target, { concurrency });
        expect(outcomes.map(({ id }) => id)).toEqual(plan.changes.map(({ id }) => id));
        expect(target.most).toBeLessThanOrEqual(concurrency);
        const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
        for (const [index, { id, needs }] of plan.changes.entries()) {
          const { outcome } = byId.get(id) as Outcome;
          const carriedOut = target.carriedOut.includes(`r${index}`);
          const unmet = needs.some((need) => byId.get(need)?.outcome !== "done");
          if (outcome === "done") expect(carriedOut).toBe(true);
          if (outcome === "failed" || outcome === "not-attempted") expect(carriedOut).toBe(false);
          expect(outcome === "not-attempted").toBe(unmet);
          for (const need of needs) {
            if (!carriedOut) continue;
            const order = target.carriedOut;
            expect(order.indexOf(`r${Number(need.slice(1)) - 1}`)).toBeLessThan(order.indexOf(`r${index}`));
            expect(order).toContain(`r${Number(need.slice(1)) - 1}`);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("killed anywhere, again and again, is carried out exactly once by resuming", async () => {
    await fc.assert(
      fc.asyncProperty(somePlan, fc.array(fc.nat(20), { maxLength: 6 }), async (plan, deaths) => {
        const target = new Target();
        let lines: readonly JournalEntry[] = [];
        for (const left of deaths) ({ lines } = await runUntilKilled(plan, target, lines, left));
        const end = await runUntilKilled(plan, target, lines, Number.POSITIVE_INFINITY);
        expect(doneIds(end.outcomes ?? [])).toEqual(plan.changes.map(({ id }) => id));
        expect([...target.carriedOut].sort()).toEqual(plan.changes.map((_, index) => `r${index}`).sort());
      }),
      { numRuns: 200 },
    );
  });

  it("after faults and kills, resumes to the end once the target is well", async () => {
    await fc.assert(
      fc.asyncProperty(somePlan, someFaults, fc.nat(30), async (plan, faults, left) => {
        // A refused change keeps its successors at the same address from nothing, so versions may differ: one address each.
        const apart = planOf(
          plan.changes.map(({ change, needs }, index) => ({
            change: { ...change, email: `own${index}@acme.example` } as Line["change"],
            needs: needs.map((need) => Number(need.slice(1)) - 1),
            expects: { etag: "v0" },
          })),
        );
        const target = new Target();
        target.faults = faults;
        const first = await runUntilKilled(apart, target, [], left);
        target.faults = [];
        const end = await runUntilKilled(apart, target, first.lines, Number.POSITIVE_INFINITY);
        expect(doneIds(end.outcomes ?? [])).toEqual(apart.changes.map(({ id }) => id));
        expect(new Set(target.carriedOut).size).toBe(target.carriedOut.length);
        const sentAgain = (end.outcomes ?? []).filter(({ resumed }) => resumed !== true).map(({ id }) => id);
        const before = new Map(first.lines.map((line) => [line.id, line.state]));
        expect(sentAgain.some((id) => before.get(id) === "done")).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a run with its journal on the disk", () => {
  const opened = async () => ({
    directory: await temporaryFolder(),
    digest: planOf([]).digest,
    organization: "acme",
    api: "memory://test",
    started: "2026-11-22T06:00:00.000Z",
  });

  it("resumes what is done with the versions it left, and sends the rest again under the same keys", async () => {
    const change = { kind: "change-role", email: "p1@acme.example" } as const;
    const plan = planOf([
      { change: { ...change, role: "r0" }, expects: { etag: "v0" } },
      { change: { ...change, role: "r1" }, needs: [0], expects: { etag: "v0" } },
    ]);
    const target = new Target();
    target.faults = ["none", "lost"];
    const options = await opened();
    const first = await Journal.open(options);
    expect(await applyPlan(plan, target, { journal: first })).toMatchObject([
      { outcome: "done" },
      { outcome: "unknown" },
    ]);
    await first.close();
    target.faults = [];
    const second = await Journal.open(options);
    expect(await applyPlan(plan, target, { journal: second })).toEqual([
      { id: "c1", outcome: "done", resumed: true },
      { id: "c2", outcome: "done" },
    ]);
    await second.close();
    expect(target.carriedOut).toEqual(["r0", "r1"]);
  });

  it("does not forget that an earlier run sent something, when this one gets no further", async () => {
    const plan = planOf(
      ["r0", "r1"].map((role) => ({ change: { kind: "change-role", email: `${role}@acme.example`, role } })),
    );
    const entries = new Map<string, JournalEntry>([["c2", { id: "c2", state: "sent" }]]);
    const journal: ApplyJournal = { entries, sent: async () => undefined, ended: async () => undefined };
    const outcomes = await applyPlan(plan, new Target(), { journal, signal: AbortSignal.abort() });
    expect(outcomes).toMatchObject([
      { outcome: "not-attempted", code: "interrupted" },
      { outcome: "unknown", code: "sent-before" },
    ]);
  });

  it("sends nothing that it could not note down first", async () => {
    const target = new Target();
    const unwritable = async () => {
      throw new JournalError("journal-unwritable", "the disk is full");
    };
    const change = { kind: "change-role", email: "p1@acme.example", role: "r0" } as const;
    const plan = planOf([{ change }, { change: { ...change, email: "p2@acme.example" } }]);
    const journal: ApplyJournal = { entries: new Map(), sent: unwritable, ended: unwritable };
    const outcomes = await applyPlan(plan, target, { journal, concurrency: 1 });
    expect(outcomes).toMatchObject([
      { outcome: "not-attempted", code: "journal-unwritable", message: "the disk is full" },
      { outcome: "not-attempted", code: "journal-unwritable" },
    ]);
    expect(target.carriedOut).toEqual([]);
  });

  it("tells what was done although the journal could not be told", async () => {
    const target = new Target();
    const journal: ApplyJournal = {
      entries: new Map(),
      sent: async () => undefined,
      ended: async () => {
        throw new JournalError("journal-unwritable", "the disk is full");
      },
    };
    const plan = planOf(
      ["r0", "r1", "r2"].map((role) => ({ change: { kind: "change-role", email: `${role}@acme.example`, role } })),
    );
    const outcomes = await applyPlan(plan, target, { journal, concurrency: 1 });
    expect(outcomes[0]).toEqual({ id: "c1", outcome: "done" });
    expect(outcomes.at(-1)).toMatchObject({ outcome: "not-attempted", code: "journal-unwritable" });
    expect(target.carriedOut).toHaveLength(outcomes.filter(({ outcome }) => outcome === "done").length);
  });
});
