import { describe, expect, it } from "vitest";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import { summarizeOutcomes } from "../../src/apply/outcome.ts";
import { acme, invite, kinds, scripted } from "../_support/apply-world.ts";
import { planOf } from "../_support/plan-of.ts";

describe("applying a plan", () => {
  it("carries everything out and reports one outcome for each change, in the plan's order", async () => {
    const memory = acme({ "old@acme.example": "viewer" });
    const reported: string[] = [];
    const outcomes = await applyPlan(
      planOf([
        { change: invite("new@acme.example") },
        { change: { kind: "create-tenant", tenant: "eu", title: "Europe" } },
        { change: { kind: "create-project", project: "wearables", tenant: "eu" }, needs: [1] },
        { change: { kind: "remove-member", email: "old@acme.example" }, expects: { etag: "v1" } },
      ]),
      memory,
      { onOutcome: ({ id }) => reported.push(id) },
    );
    expect(outcomes).toEqual(["c1", "c2", "c3", "c4"].map((id) => ({ id, outcome: "done" })));
    expect(reported.sort()).toEqual(["c1", "c2", "c3", "c4"]);
    const { organization } = await memory.read();
    expect([...organization.members.keys()]).toEqual(["ada@acme.example", "new@acme.example"]);
    expect(organization.projects.get("wearables")?.tenant).toBe("eu");
  });

  it("leaves out what needs a change that failed, directly or not, and goes on with the rest", async () => {
    const memory = acme();
    const outcomes = await applyPlan(
      planOf([
        { change: { kind: "remove-member", email: "nobody@acme.example" } },
        { change: invite("a@acme.example"), needs: [0] },
        { change: invite("b@acme.example"), needs: [1] },
        { change: invite("c@acme.example") },
      ]),
      memory,
    );
    expect(kinds(outcomes)).toEqual(["failed", "not-attempted", "not-attempted", "done"]);
    expect(outcomes[0]).toMatchObject({ code: "unknown-member" });
    expect(outcomes[2]).toMatchObject({ code: "need-not-done", message: "needs c2, which is not-attempted" });
    expect(summarizeOutcomes(outcomes)).toEqual({ done: 1, failed: 1, unknown: 0, "not-attempted": 2 });
  });

  it("treats a change without an answer as not done for those that need it", async () => {
    const { writer } = scripted(({ change }) =>
      change.kind === "create-tenant"
        ? { outcome: "unknown", code: "timeout", message: "no answer" }
        : { outcome: "done" },
    );
    const plan = planOf([
      { change: { kind: "create-tenant", tenant: "eu" } },
      { change: { kind: "create-project", project: "p", tenant: "eu" }, needs: [0] },
      { change: invite("a@acme.example") },
    ]);
    expect(kinds(await applyPlan(plan, writer))).toEqual(["unknown", "not-attempted", "done"]);
  });

  it("stops everything once the token is not accepted, because nothing else could succeed", async () => {
    const { writer, requests } = scripted(({ change }) =>
      change.kind === "invite-member" && change.email === "c@acme.example"
        ? { outcome: "failed", code: "unauthenticated", message: "the token has expired" }
        : { outcome: "done" },
    );
    const plan = planOf(["a", "b", "c", "d", "e"].map((name) => ({ change: invite(`${name}@acme.example`) })));
    const outcomes = await applyPlan(plan, writer, { concurrency: 1 });
    expect(kinds(outcomes)).toEqual(["done", "done", "failed", "not-attempted", "not-attempted"]);
    expect(outcomes[4]?.message).toContain("c3");
    expect(requests).toHaveLength(3);
  });

  it("binds each change to the version that it expects, and later ones to the version that this run left", async () => {
    const { writer, requests } = scripted(({ change }) => ({
      outcome: "done",
      ...(change.kind === "change-role" ? { etag: "v7" } : {}),
    }));
    const email = "grace@acme.example";
    const plan = planOf([
      { change: { kind: "change-role", email, role: "admin" }, expects: { etag: "v3" } },
      {
        change: { kind: "override-permissions", email: "Grace@acme.example", overrides: { "a:b": "deny" } },
        expects: { etag: "v3" },
      },
      { change: { kind: "update-attributes", email, attributes: { x: 1 } }, expects: { etag: "v3" } },
      { change: { kind: "remove-member", email: "bob@acme.example" }, expects: { etag: "v2", role: "member" } },
    ]);
    await applyPlan(plan, writer);
    const sent = new Map(requests.map(({ change, precondition }) => [change.kind, precondition]));
    expect(sent.get("change-role")).toEqual({ etag: "v3" });
    expect(sent.get("override-permissions")).toEqual({ etag: "v7" });
    expect(sent.get("update-attributes")).toEqual({});
    expect(sent.get("remove-member")).toEqual({ etag: "v2" });
  });

  it("expects no old version of the former owner after ownership has moved", async () => {
    const { writer, requests } = scripted(() => ({ outcome: "done", etag: "v9" }));
    const plan = planOf([
      { change: { kind: "transfer-ownership", email: "grace@acme.example" }, expects: { etag: "v3" } },
      {
        change: { kind: "change-role", email: "ada@acme.example", role: "viewer" },
        needs: [0],
        expects: { etag: "v1" },
      },
    ]);
    await applyPlan(plan, writer);
    expect(requests.map(({ precondition }) => precondition)).toEqual([{ etag: "v3" }, {}]);
  });

  it("never works at one object from two sides: changes of one address go one after the other", async () => {
    let atWork = 0;
    let most = 0;
    const { writer } = scripted(async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      await Promise.resolve();
      atWork -= 1;
      return { outcome: "done" };
    });
    const change = { kind: "change-role", email: "grace@acme.example", role: "admin" } as const;
    await applyPlan(planOf([{ change }, { change }, { change }]), writer);
    expect(most).toBe(1);
  });

  it("gives every change the same key in every run, and no two changes the same", async () => {
    const { writer, requests } = scripted(() => ({ outcome: "done" }));
    const plan = planOf([{ change: invite("a@acme.example") }, { change: invite("b@acme.example") }]);
    await applyPlan(plan, writer);
    await applyPlan(plan, writer);
    const keys = requests.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys.slice(0, 2)).toEqual(keys.slice(2));
    expect(new Set(keys).size).toBe(2);
    expect(requests.every(({ planDigest }) => planDigest === plan.digest)).toBe(true);
  });

  it("interrupted, waits for what is under way and starts nothing more", async () => {
    const interrupted = new AbortController();
    const { writer, requests } = scripted(async () => {
      interrupted.abort();
      await Promise.resolve();
      return { outcome: "done" };
    });
    const plan = planOf(["a", "b", "c"].map((name) => ({ change: invite(`${name}@acme.example`) })));
    const outcomes = await applyPlan(plan, writer, { concurrency: 1, signal: interrupted.signal });
    expect(kinds(outcomes)).toEqual(["done", "not-attempted", "not-attempted"]);
    expect(outcomes[1]?.code).toBe("interrupted");
    expect(requests).toHaveLength(1);
  });

  it("interrupted before it began, attempts nothing", async () => {
    const { writer, requests } = scripted(() => ({ outcome: "done" }));
    const outcomes = await applyPlan(planOf([{ change: invite("a@acme.example") }]), writer, {
      signal: AbortSignal.abort(),
    });
    expect(kinds(outcomes)).toEqual(["not-attempted"]);
    expect(requests).toEqual([]);
  });

  it("reports a change as unknown where the writer itself breaks, and stops", async () => {
    const { writer } = scripted(() => {
      throw new TypeError("a bug");
    });
    const plan = planOf([{ change: invite("a@acme.example") }, { change: invite("b@acme.example") }]);
    const outcomes = await applyPlan(plan, writer, { concurrency: 1 });
    expect(outcomes).toMatchObject([
      { outcome: "unknown", code: "internal-error", message: "a bug" },
      { outcome: "not-attempted", code: "internal-error" },
    ]);
  });

  it("does not wait for ever for needs that lead in a circle or nowhere", async () => {
    const memory = acme();
    const plan = planOf([
      { change: invite("a@acme.example"), needs: [1] },
      { change: invite("b@acme.example"), needs: [0] },
      { change: invite("c@acme.example"), needs: [41] },
    ]);
    expect(kinds(await applyPlan(plan, memory))).toEqual(["not-attempted", "not-attempted", "not-attempted"]);
    expect(memory.carriedOut).toEqual([]);
  });

  it.each(["onOutcome", "onStart"] as const)(
    "ends in order where %s throws, and then tells of the bug",
    async (listener) => {
      let underWay = 0;
      const { writer, requests } = scripted(async () => {
        underWay += 1;
        await Promise.resolve();
        underWay -= 1;
        return { outcome: "done" };
      });
      const bug = () => {
        throw new TypeError("a bug of who listens");
      };
      const plan = planOf(["a", "b", "c", "d"].map((name) => ({ change: invite(`${name}@acme.example`) })));
      await expect(applyPlan(plan, writer, { [listener]: bug, concurrency: 2 })).rejects.toThrow(
        "a bug of who listens",
      );
      expect([underWay, requests.length < 4]).toEqual([0, true]);
    },
  );

  it("does nothing for an empty plan", async () => {
    expect(await applyPlan(planOf([]), acme())).toEqual([]);
  });
});
