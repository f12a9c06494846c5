import { describe, expect, it } from "vitest";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import type { Outcome } from "../../src/apply/outcome.ts";
import type { PlannableChange } from "../../src/membership/change.ts";
import { emailKey } from "../../src/membership/email.ts";
import { ADA, acme, invite, kinds } from "../_support/apply-world.ts";
import { MemoryMembership, type MemoryOptions } from "../_support/memory-membership.ts";
import { builtIn, organizationOf } from "../_support/organization-of.ts";
import { planOf } from "../_support/plan-of.ts";

describe("applying a plan to a target that does not confirm its writes", () => {
  const grace = "grace@acme.example";
  const change: PlannableChange = { kind: "change-role", email: grace, role: "admin" };

  function unconfirming(options: Partial<MemoryOptions> = {}): MemoryMembership {
    return acme({ [grace]: "member" }, { capabilities: { confirmsWrites: false, etags: false }, ...options });
  }

  it("reads again and reports as failed what was silently ignored", async () => {
    const memory = unconfirming({ ignores: ({ kind }) => kind === "change-role" });
    const reported: Outcome[] = [];
    const outcomes = await applyPlan(planOf([{ change }, { change: invite("new@acme.example") }]), memory, {
      reader: memory,
      onOutcome: (outcome) => reported.push(outcome),
    });
    expect(outcomes).toMatchObject([
      { id: "c1", outcome: "failed", code: "write-ignored" },
      { id: "c2", outcome: "done" },
    ]);
    expect(reported).toEqual(outcomes);
  });

  it("looks at where several changes of one object led, not at the steps between", async () => {
    const memory = unconfirming();
    const outcomes = await applyPlan(
      planOf([
        { change },
        { change: { kind: "change-role", email: grace, role: "viewer" }, needs: [0] },
        { change: { kind: "remove-member", email: grace }, needs: [1] },
        { change: invite(grace), needs: [2] },
      ]),
      memory,
      { reader: memory },
    );
    expect(kinds(outcomes)).toEqual(["done", "done", "done", "done"]);
  });

  it("does not call done what it could not see", async () => {
    const memory = unconfirming({
      ignores: () => true,
      lies: (reading) => ({
        ...reading,
        completeness: { ...reading.completeness, members: { state: "truncated", reason: "a page is missing" } },
      }),
    });
    const outcomes = await applyPlan(planOf([{ change }]), memory, { reader: memory });
    expect(outcomes).toMatchObject([{ outcome: "unknown", code: "write-unconfirmed" }]);
    expect(outcomes[0]?.message).toContain("a page is missing");
    expect(await applyPlan(planOf([{ change }]), memory)).toMatchObject([{ code: "write-unconfirmed" }]);
  });

  /** Every kind of change, on an organization where it is permitted, is seen when done and missed when ignored. */
  const cases: readonly (readonly [PlannableChange, Record<string, unknown>?])[] = [
    [{ kind: "update-organization", title: "Acme" }],
    [{ kind: "create-role", role: "responder", scope: "organization", permissions: ["read"] }],
    [{ kind: "update-role", role: "auditor", permissions: ["read"] }],
    [{ kind: "delete-role", role: "auditor" }],
    [invite("new@acme.example")],
    [{ kind: "cancel-invitation", email: "invited@acme.example" }],
    [{ kind: "resend-invitation", email: "expired@acme.example" }],
    [change],
    [{ kind: "update-attributes", email: grace, attributes: { memberType: "freelancer" } }],
    [{ kind: "override-permissions", email: grace, overrides: { "issues:triage": "deny" } }],
    [{ kind: "remove-member", email: grace }],
    [{ kind: "create-tenant", tenant: "us", title: "America" }],
    [{ kind: "update-tenant", tenant: "eu", title: "Europa" }],
    [{ kind: "delete-tenant", tenant: "eu" }],
    [{ kind: "grant-tenant-role", tenant: "eu", email: grace, role: "tenant-member" }],
    [{ kind: "change-tenant-role", tenant: "eu", email: "ada@acme.example", role: "tenant-member" }],
    [{ kind: "revoke-tenant-role", tenant: "eu", email: "ada@acme.example" }],
    [{ kind: "create-project", project: "new", tenant: "eu" }],
    [{ kind: "update-project", project: "wearables", title: "Things" }],
    [{ kind: "delete-project", project: "wearables" }],
    [{ kind: "grant-project-role", project: "wearables", email: grace, role: "project-viewer" }],
    [{ kind: "change-project-role", project: "wearables", email: "ada@acme.example", role: "project-viewer" }],
    [{ kind: "revoke-project-role", project: "wearables", email: "ada@acme.example" }],
  ];

  function world(ignored: boolean): MemoryMembership {
    const base = organizationOf({ "ada@acme.example": "owner", [grace]: "member" });
    const person = { role: "member", attributes: {}, overrides: {} };
    const members = new Map(base.members);
    const invitation = { id: "i1" };
    members.set(emailKey("invited@acme.example"), {
      ...person,
      email: "invited@acme.example",
      status: "invited",
      invitation,
    });
    members.set(emailKey("expired@acme.example"), {
      ...person,
      email: "expired@acme.example",
      status: "expired",
      invitation,
    });
    const grant = (role: string) => new Map([[emailKey("ada@acme.example"), { email: "ada@acme.example", role }]]);
    const auditor = {
      key: "auditor",
      scope: "organization",
      title: undefined,
      permissions: ["audit-log:read"],
    } as const;
    const organization = {
      ...base,
      members,
      roles: new Map([["auditor", auditor]]),
      tenants: new Map([["eu", { key: "eu", title: "Europe", members: grant("tenant-admin") }]]),
      projects: new Map([
        ["wearables", { key: "wearables", title: undefined, tenant: "eu", members: grant("project-admin") }],
      ]),
    };
    const capabilities = { confirmsWrites: false, etags: false };
    const ignores = () => ignored;
    return new MemoryMembership({ model: builtIn("standard"), organization, actor: ADA, capabilities, ignores });
  }

  it.each(cases.map(([planned]) => [planned.kind, planned] as const))(
    "sees whether %s has happened",
    async (_kind, planned) => {
      for (const ignored of [false, true]) {
        const memory = world(ignored);
        const [outcome] = await applyPlan(planOf([{ change: planned }]), memory, { reader: memory });
        expect(outcome).toMatchObject(ignored ? { outcome: "failed", code: "write-ignored" } : { outcome: "done" });
      }
    },
  );

  it("sees whether tier and settings have changed", async () => {
    for (const ignored of [false, true]) {
      const organization = organizationOf({ "ada@acme.example": "owner" }, "free");
      const capabilities = { confirmsWrites: false, etags: false };
      const ignores = () => ignored;
      const memory = new MemoryMembership({
        model: builtIn("standard"),
        organization,
        actor: ADA,
        capabilities,
        ignores,
      });
      const plan = planOf([{ change: { kind: "update-organization", tier: "pro", settings: { seats: 2 } } }]);
      const [outcome] = await applyPlan(plan, memory, { reader: memory });
      expect(outcome).toMatchObject(ignored ? { outcome: "failed", code: "write-ignored" } : { outcome: "done" });
    }
  });

  it("sees whether ownership has moved", async () => {
    for (const ignored of [false, true]) {
      const organization = organizationOf({ "ada@acme.example": "owner", [grace]: "member" });
      const capabilities = { confirmsWrites: false, etags: false };
      const options = {
        model: builtIn("ranked-roles"),
        organization,
        actor: ADA,
        capabilities,
        ignores: () => ignored,
      };
      const memory = new MemoryMembership(options);
      const plan = planOf([{ change: { kind: "transfer-ownership", email: grace }, after: { role: "owner" } }]);
      const [outcome] = await applyPlan(plan, memory, { reader: memory });
      expect(outcome).toMatchObject(ignored ? { outcome: "failed", code: "write-ignored" } : { outcome: "done" });
    }
  });
});
