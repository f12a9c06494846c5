import { describe, expect, it } from "vitest";
import { ADA, GRACE, LINUS, openStage, type Stage, told } from "../_support/terraform-stage.ts";

const valuesOf = (stage: Stage, address: string) => stage.state.get(address)?.values;

describe("the resources of the provider", () => {
  it("settings take the organization over, manage what they name, and leave it as it is", async () => {
    const stage = await openStage({ tier: "pro" });
    const named = { "charter_organization_settings.this": { title: "Acme", settings: { seats: "3" } } };
    expect((await stage.apply(named)).actions).toEqual({ "charter_organization_settings.this": "create" });
    expect(valuesOf(stage, "charter_organization_settings.this")).toEqual({
      id: "organization",
      title: "Acme",
      tier: "pro",
      settings: { seats: "3" },
    });
    const fewer = { "charter_organization_settings.this": { tier: "enterprise", settings: {} } };
    expect((await stage.apply(fewer)).actions).toEqual({ "charter_organization_settings.this": "update" });
    expect((await stage.plan(fewer)).actions).toEqual({});
    const core = await stage.open();
    expect(await core.read("charter_organization")).toMatchObject({ title: "Acme", tier: "enterprise", settings: {} });
    const { diagnostics } = await stage.plan({});
    expect(told(diagnostics)).toEqual(["warning charter_organization_settings"]);
  });

  it("a role is defined, redefined, renamed, and made anew for another scope", async () => {
    const stage = await openStage();
    const role = (more: object) => ({ "charter_role.triage": { key: "triage", permissions: ["read"], ...more } });
    await stage.apply(role({}));
    expect(valuesOf(stage, "charter_role.triage")).toMatchObject({ id: "roles/triage", scope: "organization" });
    const changed = role({ title: "Triage", permissions: ["read", "issues:triage"] });
    expect((await stage.apply(changed)).actions).toEqual({ "charter_role.triage": "update" });
    expect((await stage.plan(role({ permissions: ["issues:triage", "read"] }))).actions).toEqual({});
    expect((await stage.apply(role({ scope: "project" }))).actions).toEqual({ "charter_role.triage": "replace" });
    expect((await stage.plan(role({ scope: "project" }))).actions).toEqual({});
  });

  it("a project moves between tenants without being made anew", async () => {
    const stage = await openStage();
    const places = (tenant: string) => ({
      "charter_tenant.eu": { key: "eu", title: "Europe" },
      "charter_tenant.us": { key: "us" },
      "charter_project.wearables": { key: "wearables", tenant, title: "Wearables" },
    });
    await stage.apply(places("eu"));
    expect((await stage.apply(places("us"))).actions).toEqual({ "charter_project.wearables": "update" });
    expect((await stage.plan(places("us"))).actions).toEqual({});
    expect((await stage.apply({})).diagnostics).toEqual([]);
  });

  it("attributes that are not named stay, and one that is named no longer goes back to its default", async () => {
    const stage = await openStage({ roleModel: "member-types" });
    const grace = (attributes: Readonly<Record<string, string>>) => ({
      "charter_member.grace": { email: GRACE, role: "member", attributes },
    });
    await stage.apply(grace({ memberType: "employee", taktInterval: "30m" }));
    await stage.accept(GRACE);
    await stage.change({ kind: "update-attributes", email: GRACE, attributes: { taktInterval: "1h" } });
    expect((await stage.apply(grace({ memberType: "freelancer" }))).actions).toEqual({
      "charter_member.grace": "update",
    });
    expect((await stage.plan(grace({ memberType: "freelancer" }))).actions).toEqual({});
    const imported = await (await stage.open()).import("charter_member", GRACE);
    expect(imported.values.attributes).toEqual({ memberType: "freelancer" });
  });

  it("permissions wait until somebody has joined, and follow a change of role", async () => {
    const stage = await openStage();
    const grace = (role: string) => ({
      "charter_member.grace": { email: GRACE, role, permissions: { "audit-log:read": "allow" } },
    });
    await stage.apply(grace("member"));
    expect((await stage.plan(grace("member"))).actions).toEqual({});
    await stage.accept(GRACE);
    expect((await stage.apply(grace("member"))).actions).toEqual({ "charter_member.grace": "update" });
    expect((await stage.apply(grace("viewer"))).actions).toEqual({ "charter_member.grace": "update" });
    expect((await stage.plan(grace("viewer"))).actions).toEqual({});
    const core = await stage.open();
    expect((await core.read("charter_access", { email: GRACE })).through).toMatchObject({
      "audit-log:read": "override",
    });
  });

  it("another role for somebody who is only invited sends the invitation anew", async () => {
    const stage = await openStage();
    const grace = (role: string) => ({ "charter_member.grace": { email: GRACE, role } });
    await stage.apply(grace("viewer"));
    expect((await stage.apply(grace("member"))).actions).toEqual({ "charter_member.grace": "update" });
    expect(valuesOf(stage, "charter_member.grace")).toMatchObject({ role: "member", status: "invited" });
    expect(await stage.server.letters()).toHaveLength(2);
  });

  it("a role at a tenant waits for the one who is invited, and is given in the first apply after they joined", async () => {
    const stage = await openStage();
    const declared = {
      "charter_member.grace": { email: GRACE, role: "member" },
      "charter_tenant.eu": { key: "eu" },
      "charter_tenant_member.grace": { tenant: "eu", email: GRACE, role: "tenant-admin" },
    };
    expect((await stage.apply(declared)).diagnostics).toEqual([]);
    expect(valuesOf(stage, "charter_tenant_member.grace")?.status).toBe("invited");
    expect((await stage.plan(declared)).actions).toEqual({});
    await stage.accept(GRACE);
    expect((await stage.apply(declared)).actions).toEqual({ "charter_tenant_member.grace": "create" });
    expect(valuesOf(stage, "charter_tenant_member.grace")?.status).toBe("active");
    expect((await stage.plan(declared)).actions).toEqual({});
  });

  it("somebody outside is invited to a project directly, and taken over by whoever declares them as a member", async () => {
    const stage = await openStage();
    const places = { "charter_tenant.eu": { key: "eu" }, "charter_project.w": { key: "w", tenant: "eu" } };
    const linus = { "charter_project_member.linus": { project: "w", email: LINUS, role: "project-developer" } };
    const grace = {
      "charter_project_member.grace": { project: "w", email: GRACE, role: "project-viewer" },
      "charter_member.grace": { email: GRACE, role: "admin" },
    };
    expect((await stage.apply({ ...places, ...linus, ...grace })).diagnostics).toEqual([]);
    expect((await stage.plan({ ...places, ...linus, ...grace })).actions).toEqual({});
    await stage.accept(LINUS);
    await stage.accept(GRACE);
    expect((await stage.apply({ ...places, ...linus, ...grace })).actions).toEqual({
      "charter_project_member.grace": "create",
    });
    expect((await (await stage.open()).read("charter_members", { project: "w" })).roles).toEqual({
      [GRACE]: "project-viewer",
      [LINUS]: "project-developer",
    });
  });

  it("a whole set invites, changes and removes; what is not in it is named before it goes", async () => {
    const stage = await openStage();
    await stage.change({ kind: "invite-member", email: LINUS, role: "viewer", attributes: {} });
    const set = (members: Readonly<Record<string, string>>) => ({ "charter_members.all": { members } });
    const first = await stage.plan(set({ [ADA]: "owner", [GRACE]: "member" }));
    expect(told(first.diagnostics)).toEqual(["warning charter_members"]);
    expect(first.diagnostics[0]?.detail).toContain(`1 in all: ${LINUS}`);
    await stage.apply(set({ [ADA]: "owner", [GRACE]: "member" }));
    expect(valuesOf(stage, "charter_members.all")?.statuses).toEqual({ [ADA]: "active", [GRACE]: "invited" });
    expect((await stage.plan(set({ [ADA.toUpperCase()]: "owner", [GRACE]: "member" }))).actions).toEqual({});
    await stage.accept(GRACE);
    expect((await stage.plan(set({ [ADA]: "owner", [GRACE]: "member" }))).actions).toEqual({});
    await stage.apply(set({ [ADA]: "owner", [GRACE]: "admin", "joan@acme.example": "viewer" }));
    await stage.apply(set({ [ADA]: "owner", [LINUS]: "viewer" }));
    expect((await (await stage.open()).read("charter_members")).roles).toEqual({ [ADA]: "owner", [LINUS]: "viewer" });
  });

  it("a whole set that is refused names everybody at fault, at their key", async () => {
    const stage = await openStage({ tier: "free" });
    const { diagnostics } = await stage.plan({
      "charter_members.all": { members: { [ADA]: "owner", [GRACE]: "security-lead", [LINUS]: "nobody" } },
    });
    expect(told(diagnostics)).toEqual([
      `error role-not-on-tier: members/${GRACE} at members.${GRACE}`,
      `error unknown-role: members/${LINUS} at members.${LINUS}`,
    ]);
  });

  it("a whole set hands ownership over, and never leaves the organization without an owner", async () => {
    const stage = await openStage({ roleModel: "ranked-roles" });
    const set = (members: Readonly<Record<string, string>>) => ({ "charter_members.all": { members } });
    await stage.apply(set({ [ADA]: "owner", [GRACE]: "admin" }));
    await stage.accept(GRACE);
    const { diagnostics } = await stage.apply(set({ [ADA]: "viewer", [GRACE]: "owner" }));
    expect(diagnostics).toEqual([]);
    expect((await (await stage.open()).read("charter_members")).roles).toEqual({ [ADA]: "viewer", [GRACE]: "owner" });
  });

  it("a whole set without its owner is refused, and destroying one keeps who is indispensable", async () => {
    const stage = await openStage();
    const refused = await stage.apply(
      { "charter_members.all": { members: { [GRACE]: "member" } } },
      { timing: { patience: 1 } },
    );
    expect(told(refused.diagnostics).at(-1)).toBe(`error last-owner: members/${ADA} at members`);
    await stage.apply({ "charter_members.all": { members: { [ADA]: "owner", [GRACE]: "member", [LINUS]: "viewer" } } });
    await stage.apply({});
    expect((await (await stage.open()).read("charter_members")).emails).toEqual([ADA]);
  });

  it("a whole set resends what has expired", async () => {
    const stage = await openStage();
    const set = { "charter_members.all": { members: { [ADA]: "owner", [GRACE]: "member" } } };
    await stage.apply(set);
    stage.server.clock.now = new Date("2026-12-24T10:00:00.000Z");
    expect((await stage.apply(set)).actions).toEqual({ "charter_members.all": "update" });
    expect((await stage.plan(set)).actions).toEqual({});
  });

  it("whole sets at a tenant and a project give, change and take roles", async () => {
    const stage = await openStage();
    const sets = (tenant: Readonly<Record<string, string>>, project: Readonly<Record<string, string>>) => ({
      "charter_tenant.eu": { key: "eu" },
      "charter_project.w": { key: "w", tenant: "eu" },
      "charter_tenant_members.eu": { tenant: "eu", members: tenant },
      "charter_project_members.w": { project: "w", members: project },
    });
    const first = sets({ [ADA]: "tenant-admin" }, { [ADA]: "project-admin", [GRACE]: "project-viewer" });
    expect((await stage.apply(first)).diagnostics).toEqual([]);
    expect(valuesOf(stage, "charter_project_members.w")?.statuses).toEqual({ [ADA]: "active", [GRACE]: "invited" });
    await stage.accept(GRACE);
    expect((await stage.plan(first)).actions).toEqual({});
    const second = sets({ [ADA]: "tenant-member" }, { [GRACE]: "project-developer" });
    expect((await stage.apply(second)).diagnostics).toEqual([]);
    expect((await stage.plan(second)).actions).toEqual({});
    const core = await stage.open();
    expect((await core.read("charter_members", { project: "w" })).roles).toEqual({ [GRACE]: "project-developer" });
    expect((await stage.apply({})).diagnostics).toEqual([]);
  });

  it("everything is imported by its address, and plans to nothing", async () => {
    const stage = await openStage();
    const declared = {
      "charter_role.triage": { key: "triage", permissions: ["read"], title: "Triage" },
      "charter_member.grace": { email: GRACE, role: "triage" },
      "charter_tenant.eu": { key: "eu", title: "Europe" },
      "charter_tenant_member.ada": { tenant: "eu", email: ADA, role: "tenant-admin" },
      "charter_project.w": { key: "w", tenant: "eu", title: "Wearables" },
      "charter_project_member.ada": { project: "w", email: ADA, role: "project-admin" },
    };
    await stage.apply(declared);
    const addresses = {
      "charter_role.triage": ["roles/triage", "triage"],
      "charter_member.grace": [`members/${GRACE}`, GRACE, GRACE.toUpperCase()],
      "charter_tenant.eu": ["tenants/eu", "eu"],
      "charter_tenant_member.ada": [`tenants/eu/members/${ADA}`, `eu/${ADA}`],
      "charter_project.w": ["projects/w", "w"],
      "charter_project_member.ada": [`projects/w/members/${ADA}`, `w/${ADA}`],
    };
    const core = await stage.open();
    for (const [address, ids] of Object.entries(addresses)) {
      const type = address.split(".")[0] ?? "";
      for (const id of ids) {
        const stored = await core.import(type, id);
        const plan = await core.plan(type, declared[address as keyof typeof declared], stored);
        expect([id, plan.action]).toEqual([id, "nothing"]);
      }
    }
    expect((await core.import("charter_members", "members")).values.members).toEqual({
      [ADA]: "owner",
      [GRACE]: "triage",
    });
    expect((await core.import("charter_tenant_members", "tenants/eu/members")).values.members).toEqual({
      [ADA]: "tenant-admin",
    });
    expect((await core.import("charter_owner", "owner")).values.email).toBe(ADA);
    expect((await core.import("charter_organization_settings", "organization")).values.tier).toBe("enterprise");
    await expect(core.import("charter_member", "members/nobody@acme.example")).rejects.toThrow(
      "there is no members/nobody",
    );
    await expect(core.import("charter_role", "Not A Key")).rejects.toThrow("roles/KEY");
  });
});
