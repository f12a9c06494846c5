import { describe, expect, it } from "vitest";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import type { JournalEntry } from "../../src/apply/journal-format.ts";
import { undoneSince } from "../../src/apply/undone-since.ts";
import { acme, invite } from "../_support/apply-world.ts";
import type { MemoryMembership } from "../_support/memory-membership.ts";
import { type Line, planOf } from "../_support/plan-of.ts";

const GRACE = "grace@acme.example";
const promote: Line = { change: { kind: "change-role", email: GRACE, role: "admin" } };
const again: Line = { change: { kind: "change-role", email: GRACE, role: "viewer" }, needs: [0] };

const entries = (...states: JournalEntry["state"][]) =>
  new Map(states.map((state, at) => [`c${at + 1}`, { id: `c${at + 1}`, state }]));

async function undone(memory: MemoryMembership, lines: readonly Line[], ...states: JournalEntry["state"][]) {
  return undoneSince(planOf(lines), { entries: entries(...states) }, await memory.read()).map(({ id }) => id);
}

describe("what an earlier run of a plan did", () => {
  it("is undone where it is not so any more", async () => {
    expect(await undone(acme({ [GRACE]: "member" }), [promote], "done")).toEqual(["c1"]);
    expect(await undone(acme({ [GRACE]: "admin" }), [promote], "done")).toEqual([]);
    expect(await undone(acme({}), [{ change: invite("new@acme.example") }], "done")).toEqual(["c1"]);
  });

  it("is held against where the plan led, not against the steps between", async () => {
    const memory = acme({ [GRACE]: "member" });
    await applyPlan(planOf([promote, again]), memory);
    expect(await undone(memory, [promote, again], "done", "done")).toEqual([]);
  });

  it("is not judged where a later change of the same object may have been carried out without an answer", async () => {
    expect(await undone(acme({ [GRACE]: "viewer" }), [promote, again], "done", "sent")).toEqual([]);
    expect(await undone(acme({ [GRACE]: "viewer" }), [promote, again], "done", "unknown")).toEqual([]);
  });

  it("is not judged by a listing that is not whole", async () => {
    const memory = acme(
      { [GRACE]: "member" },
      {
        lies: (reading) => ({
          ...reading,
          completeness: { ...reading.completeness, members: { state: "truncated", reason: "a page is missing" } },
        }),
      },
    );
    expect(await undone(memory, [promote], "done")).toEqual([]);
  });

  it("counts only where the run was told that it was done", async () => {
    expect(await undone(acme({ [GRACE]: "member" }), [promote], "sent")).toEqual([]);
    expect(await undone(acme({ [GRACE]: "member" }), [promote], "failed")).toEqual([]);
  });
});
