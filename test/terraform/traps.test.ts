import { describe, expect, it } from "vitest";
import { problem } from "../_support/gateway.ts";
import { organizationOf } from "../_support/organization-of.ts";
import { PatientClock } from "../_support/patient-clock.ts";
import { ADA, GRACE, LINUS, openStage, told } from "../_support/terraform-stage.ts";

const DAY = 24 * 60 * 60 * 1000;
const grace = { "charter_member.grace": { email: GRACE, role: "member" } };

describe("what users of other providers run into", () => {
  it("a pending invitation never makes a second plan", async () => {
    const stage = await openStage();
    const first = await stage.apply(grace);
    expect(first).toEqual({ diagnostics: [], actions: { "charter_member.grace": "create" } });
    expect(stage.state.get("charter_member.grace")?.values.status).toBe("invited");
    expect(await stage.plan(grace)).toEqual({ diagnostics: [], actions: {} });
    expect(await stage.server.letters()).toHaveLength(1);
  });

  it("an expired invitation is resent", async () => {
    const stage = await openStage();
    await stage.apply(grace);
    stage.server.clock.now = new Date(stage.server.clock.now.getTime() + 8 * DAY);
    expect((await stage.apply(grace)).actions).toEqual({ "charter_member.grace": "update" });
    expect(stage.state.get("charter_member.grace")?.values.status).toBe("invited");
    expect(await stage.server.letters()).toHaveLength(2);
    expect((await stage.plan(grace)).actions).toEqual({});
  });

  it("accepting an invitation outside of Terraform changes nothing", async () => {
    const stage = await openStage();
    await stage.apply(grace);
    await stage.accept(GRACE);
    expect(await stage.plan(grace)).toEqual({ diagnostics: [], actions: {} });
    expect(stage.state.get("charter_member.grace")?.values.status).toBe("active");
  });

  it("the letter case of an address makes no difference", async () => {
    const stage = await openStage();
    await stage.apply({ "charter_member.grace": { email: "Grace@Acme.Example", role: "member" } });
    expect((await stage.plan(grace)).actions).toEqual({});
    expect(
      (await stage.plan({ "charter_member.grace": { email: GRACE.toUpperCase(), role: "member" } })).actions,
    ).toEqual({});
    expect(stage.state.get("charter_member.grace")?.values.email).toBe("Grace@Acme.Example");
  });

  it("another address is another person, invited after the first one is gone", async () => {
    const stage = await openStage();
    await stage.apply(grace);
    const moved = { "charter_member.grace": { email: LINUS, role: "member" } };
    expect((await stage.apply(moved)).actions).toEqual({ "charter_member.grace": "replace" });
    expect((await stage.plan(moved)).actions).toEqual({});
    const core = await stage.open();
    expect((await core.read("charter_members")).emails).toEqual([ADA, LINUS]);
  });

  it("deleting a role while the same plan moves its holders off it works", async () => {
    const stage = await openStage();
    const held = {
      "charter_role.triage": { key: "triage", permissions: ["issues:triage"] },
      "charter_member.grace": { email: GRACE, role: "triage" },
    };
    await stage.apply(held);
    await stage.accept(GRACE);
    // Terraform destroys the role before it updates who referred to it.
    const { diagnostics, actions } = await stage.apply(grace, { timing: { attention: 600_000 } });
    expect(actions).toEqual({ "charter_role.triage": "delete", "charter_member.grace": "update" });
    expect(diagnostics).toEqual([]);
    expect((await stage.plan(grace)).actions).toEqual({});
  });

  it("deleting a role that its holders do not refer to waits until they are moved", async () => {
    const stage = await openStage();
    await stage.apply({
      "charter_role.triage": { key: "triage", permissions: ["issues:triage"] },
      "charter_member.grace": { email: GRACE, role: "triage" },
    });
    const core = await stage.open();
    const removal = await core.plan("charter_role", null, stage.state.get("charter_role.triage"));
    const update = await core.plan(
      "charter_member",
      grace["charter_member.grace"],
      stage.state.get("charter_member.grace"),
    );
    expect(told(removal.diagnostics)).toEqual(["warning role-in-use: roles/triage"]);
    const run = await stage.open({ timing: { patience: 600_000 } });
    const [removed, updated] = await Promise.all([run.apply(removal), run.apply(update)]);
    expect([removed.diagnostics, updated.diagnostics, removed.state]).toEqual([[], [], undefined]);
  });

  it("deleting a tenant while the same plan moves its projects away deletes none of them", async () => {
    const stage = await openStage();
    const eu = { "charter_tenant.eu": { key: "eu" } };
    const us = { "charter_tenant.us": { key: "us" } };
    const project = (tenant: string) => ({ "charter_project.w": { key: "w", tenant } });
    await stage.apply({ ...eu, ...us, ...project("eu") });
    await stage.change({ kind: "grant-project-role", project: "w", email: ADA, role: "project-admin" });
    const { diagnostics, actions } = await stage.apply({ ...us, ...project("us") }, { timing: { attention: 600_000 } });
    expect([diagnostics, actions]).toEqual([[], { "charter_tenant.eu": "delete", "charter_project.w": "update" }]);
    const core = await stage.open();
    expect((await core.read("charter_members", { project: "w" })).emails).toEqual([ADA]);
  });

  it("deleting a tenant names the projects that go with it", async () => {
    const stage = await openStage();
    await stage.apply({ "charter_tenant.eu": { key: "eu" } });
    await stage.change({ kind: "create-project", project: "w", tenant: "eu" });
    const { diagnostics } = await stage.plan({});
    expect(diagnostics[0]?.detail).toContain("These projects are deleted with the tenant");
    expect(diagnostics[0]?.detail).toContain(": w.");
  });

  it("a role that nobody moves its holders off is explained once waiting was in vain", async () => {
    const stage = await openStage();
    await stage.apply({ "charter_role.triage": { key: "triage", permissions: ["issues:triage"] } });
    await stage.change({ kind: "invite-member", email: GRACE, role: "triage", attributes: {} });
    const { diagnostics } = await stage.apply({}, { timing: { patience: 1 } });
    expect(told(diagnostics)).toEqual(["error role-in-use: roles/triage"]);
    expect(diagnostics[0]?.detail).toContain("the role triage is held or invited to once");
    expect(diagnostics[0]?.detail).toContain("create_before_destroy");
    expect(stage.state.has("charter_role.triage")).toBe(true);
  });

  it("removing a member who is already gone is no failure", async () => {
    const stage = await openStage();
    await stage.apply(grace);
    const core = await stage.open();
    const stored = stage.state.get("charter_member.grace");
    const removal = await core.plan("charter_member", null, stored);
    await stage.change({ kind: "cancel-invitation", email: GRACE });
    expect(await core.apply(removal)).toEqual({ state: undefined, diagnostics: [] });
  });

  it("an object that is deleted in the dashboard is planned anew", async () => {
    const stage = await openStage();
    const declared = { ...grace, "charter_tenant.eu": { key: "eu", title: "Europe" } };
    await stage.apply(declared);
    await stage.change({ kind: "delete-tenant", tenant: "eu" });
    await stage.change({ kind: "cancel-invitation", email: GRACE });
    expect((await stage.apply(declared)).actions).toEqual({
      "charter_member.grace": "create",
      "charter_tenant.eu": "create",
    });
    expect((await stage.plan(declared)).actions).toEqual({});
  });

  it("ownership moves in one step", async () => {
    const stage = await openStage({ roleModel: "ranked-roles" });
    const before = {
      "charter_owner.this": { email: ADA },
      "charter_member.grace": { email: GRACE, role: "admin" },
    };
    await stage.apply(before);
    await stage.accept(GRACE);
    const core = await stage.open();
    stage.state.set("charter_member.ada", await core.import("charter_member", `members/${ADA}`));
    const after = {
      "charter_member.ada": { email: ADA, role: "member" },
      "charter_member.grace": { email: GRACE, role: "admin" },
      "charter_owner.this": { email: GRACE },
    };
    const { actions, diagnostics } = await stage.apply(after, { together: true, timing: { patience: 600_000 } });
    expect(actions).toEqual({ "charter_member.ada": "update", "charter_owner.this": "update" });
    expect(told(diagnostics)).toEqual([expect.stringMatching(/^warning last-owner: members\/ada/)]);
    const roles = (await (await stage.open()).read("charter_members")).roles;
    expect(roles).toEqual({ [ADA]: "member", [GRACE]: "owner" });
    const again = await stage.plan(after, { token: await stage.tokenOf(GRACE) });
    expect(again).toEqual({ diagnostics: [], actions: {} });
  });

  it("a thousand memberships refresh with a handful of calls", async () => {
    const people = Array.from({ length: 1000 }, (_, index) => `person-${index}@acme.example`);
    const everybody = Object.fromEntries(people.map((email) => [email, "member"]));
    const stage = await openStage({ organization: organizationOf({ ...everybody, [ADA]: "owner" }) });
    const core = await stage.open();
    stage.requests.length = 0;
    const imported = await Promise.all(people.map((email) => core.import("charter_member", email)));
    const refreshed = await Promise.all(imported.map((stored) => core.refresh(stored)));
    const plans = await Promise.all(
      people.map((email, index) => core.plan("charter_member", { email, role: "member" }, refreshed[index])),
    );
    expect(plans.every(({ action }) => action === "nothing")).toBe(true);
    expect([...stage.requests].sort()).toEqual([
      "GET /v1/me",
      "GET /v1/organizations/acme/role-model",
      "GET /v1/organizations/acme/snapshot",
    ]);
  });

  it("what was written is read at once", async () => {
    const stage = await openStage();
    const core = await stage.open();
    expect((await core.read("charter_members")).emails).toEqual([ADA]);
    await core.apply(await core.plan("charter_member", { email: GRACE, role: "member" }));
    const [left, right] = await Promise.all([core.read("charter_members"), core.read("charter_organization")]);
    expect(left.emails).toEqual([ADA, GRACE]);
    expect(right.seats_taken).toBe(2);
    expect(stage.requests.filter((request) => request.endsWith("/snapshot"))).toHaveLength(2);
  });

  it("tokens are in no state, no plan and no log", async () => {
    const stage = await openStage();
    const token = await stage.tokenOf(ADA);
    const said: unknown[] = [];
    const block = { api: stage.server.url, token, organization: "acme" };
    const core = await stage.open({ token: "none", block, log: (...line) => void said.push(line) });
    const plan = await core.plan("charter_member", { email: GRACE, role: "member" });
    const applied = await core.apply(plan);
    const bad = await stage.open({ block: { ...block, token: `${token}\n` }, log: (...line) => void said.push(line) });
    const wrong = await stage.open({
      block: { ...block, token: "wrong-token" },
      log: (...line) => void said.push(line),
    });
    const refused = await wrong.plan("charter_member", { email: LINUS, role: "member" });
    expect(told(refused.diagnostics)).toEqual(["error unauthenticated"]);
    const seen = JSON.stringify([said, plan, applied, bad.configured, refused]);
    expect(Buffer.from(seen).includes(token)).toBe(false);
    expect(Buffer.from(applied.state?.private ?? []).includes(token)).toBe(false);
    expect(seen).not.toContain("wrong-token");
  });

  it("an answer that never came is looked for before anybody is told that it failed", async () => {
    const lost = { count: 0 };
    const stage = await openStage({
      decide: ({ method, path }) => {
        if (method !== "POST" || !path.endsWith("/invitations")) return "pass";
        lost.count += 1;
        return lost.count === 1 ? "lose-answer" : problem(503, "server-error", "down for the moment");
      },
    });
    const { diagnostics } = await stage.apply(grace, { timing: { clock: new PatientClock() } });
    expect(diagnostics).toEqual([]);
    expect(stage.state.get("charter_member.grace")?.values.status).toBe("invited");
    expect(await stage.server.letters()).toHaveLength(1);
  });
});
