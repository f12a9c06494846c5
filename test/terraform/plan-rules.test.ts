import { describe, expect, it } from "vitest";
import { ADA, GRACE, LINUS, openStage, told } from "../_support/terraform-stage.ts";

const people = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [`charter_member.${name}`, { email: `${name}@acme.example`, role: "member" }]),
  );

async function asAdmin(roleModel = "standard") {
  const stage = await openStage({ roleModel });
  await stage.change({ kind: "invite-member", email: GRACE, role: "admin", attributes: {} });
  await stage.accept(GRACE);
  return { stage, token: await stage.tokenOf(GRACE) };
}

describe("a plan is refused where the API would refuse the apply", () => {
  it("an admin who makes an owner reads the words of the command line, at the role", async () => {
    const { stage, token } = await asAdmin();
    const { diagnostics } = await stage.plan({ "charter_member.linus": { email: LINUS, role: "owner" } }, { token });
    expect(told(diagnostics)).toEqual([`error role-above-actor: members/${LINUS} at role`]);
    expect(diagnostics[0]?.detail).toBe(
      `owner (level 100) is not a role that ${GRACE}, admin (level 80), may assign: admin may assign roles at or below level 80`,
    );
  });

  it("nobody raises themselves, demotes those above, or hands on what they lack", async () => {
    const { stage, token } = await asAdmin();
    const core = await stage.open({ token });
    const [grace, ada] = await Promise.all([core.import("charter_member", GRACE), core.import("charter_member", ADA)]);
    const raise = await core.plan("charter_member", { email: GRACE, role: "owner" }, grace);
    const demote = await core.plan("charter_member", { email: ADA, role: "viewer" }, ada);
    const role = await core.plan("charter_role", { key: "boss", permissions: ["billing:manage", "flying"] });
    expect([raise, demote, role].map(({ diagnostics }) => told(diagnostics))).toEqual([
      [`error role-above-actor: members/${GRACE} at role`, `error self-promotion: members/${GRACE} at role`],
      [`error member-above-actor: members/${ADA} at role`, `warning last-owner: members/${ADA} at role`],
      ["error permission-not-held: roles/boss at permissions", "error unknown-permission: roles/boss at permissions"],
    ]);
  });

  it("a role that the tier lacks is an error, unless the tier is raised before", async () => {
    const stage = await openStage({ tier: "free" });
    const lead = { "charter_member.grace": { email: GRACE, role: "security-lead" } };
    const refused = await stage.plan(lead);
    expect(told(refused.diagnostics)).toEqual([`error role-not-on-tier: members/${GRACE} at role`]);
    expect(refused.diagnostics[0]?.detail).toContain("depend on its charter_organization_settings");
    const raised = await stage.apply({ "charter_organization_settings.this": { tier: "pro" }, ...lead });
    expect(raised.diagnostics).toEqual([]);
  });

  it("more people than seats are an error at whoever is too many", async () => {
    const stage = await openStage({ tier: "free" });
    const { diagnostics } = await stage.plan(people("a", "b", "c", "d", "e"));
    expect(told(diagnostics)).toEqual(["error seat-limit-reached: members/e@acme.example at email"]);
    expect(diagnostics[0]?.detail).toContain("all 5 seats of the tier free are taken");
    expect((await stage.plan(people("a", "b", "c", "d"))).diagnostics).toEqual([]);
  });

  it("a full organization only warns whoever may get the seat of somebody removed later in the plan", async () => {
    const stage = await openStage({ tier: "free" });
    await stage.apply(people("a", "b", "c", "d"));
    const core = await stage.open();
    const newcomer = await core.plan("charter_member", { email: GRACE, role: "member" });
    const removal = await core.plan("charter_member", null, stage.state.get("charter_member.d"));
    expect(told(newcomer.diagnostics)).toEqual([`warning seat-limit-reached: members/${GRACE} at email`]);
    expect(removal.diagnostics).toEqual([]);
    const run = await stage.open({ timing: { patience: 600_000 } });
    const [added, removed] = await Promise.all([run.apply(newcomer), run.apply(removal)]);
    expect([added.diagnostics, removed.diagnostics]).toEqual([[], []]);
    expect(added.state?.values.status).toBe("invited");
  });

  it("a full organization is an error once everybody in it is planned to stay", async () => {
    const stage = await openStage({ tier: "free" });
    await stage.apply(people("a", "b", "c", "d"));
    const { diagnostics } = await stage.plan({ ...people("z"), ...people("a", "b", "c", "d") });
    expect(told(diagnostics).filter((line) => line.startsWith("error"))).toEqual([
      expect.stringContaining("seat-limit-reached"),
    ]);
  });

  it("a role that is deleted while somebody keeps it is an error, in whichever order the two are planned", async () => {
    const stage = await openStage();
    const role = { "charter_role.triage": { key: "triage", permissions: ["issues:triage"] } };
    const holder = { "charter_member.grace": { email: GRACE, role: "triage" } };
    await stage.apply({ ...role, ...holder });
    const config = holder["charter_member.grace"];
    const [removed, kept] = [stage.state.get("charter_role.triage"), stage.state.get("charter_member.grace")];
    const first = await stage.open();
    const early = await first.plan("charter_role", null, removed);
    const late = await first.plan("charter_member", config, kept);
    expect(told([...early.diagnostics, ...late.diagnostics])).toEqual([
      "warning role-in-use: roles/triage",
      "error role-in-use: roles/triage at role",
    ]);
    const second = await stage.open();
    await second.plan("charter_member", config, kept);
    const deletedLast = await second.plan("charter_role", null, removed);
    expect(told(deletedLast.diagnostics)).toEqual(["error role-in-use: roles/triage"]);
  });

  it("what is created in the same plan counts as there", async () => {
    const stage = await openStage();
    const declared = {
      "charter_role.triage": { key: "triage", permissions: ["issues:triage"] },
      "charter_member.grace": { email: GRACE, role: "triage" },
      "charter_tenant.eu": { key: "eu" },
      "charter_project.wearables": { key: "wearables", tenant: "eu" },
      "charter_tenant_member.grace": { tenant: "eu", email: GRACE, role: "tenant-member" },
      "charter_project_member.grace": { project: "wearables", email: GRACE, role: "project-viewer" },
    };
    expect((await stage.apply(declared)).diagnostics).toEqual([]);
    expect(await stage.plan(declared)).toEqual({ diagnostics: [], actions: {} });
  });

  it("what nobody creates is an error with the way to put it first", async () => {
    const stage = await openStage();
    const { diagnostics } = await stage.plan({
      "charter_member.grace": { email: GRACE, role: "amdin" },
      "charter_tenant_member.ada": { tenant: "mars", email: ADA, role: "tenant-admin" },
      "charter_project.x": { key: "x", tenant: "mars" },
      "charter_project_member.ada": { project: "phobos", email: ADA, role: "member" },
    });
    expect(told(diagnostics)).toEqual([
      `error unknown-role: members/${GRACE} at role`,
      `error unknown-tenant: tenants/mars/members/${ADA} at tenant`,
      "error unknown-tenant: projects/x at tenant",
      `error unknown-project: projects/phobos/members/${ADA} at project`,
      `error wrong-scope: projects/phobos/members/${ADA} at role`,
    ]);
    expect(diagnostics[0]?.detail).toContain("charter_role.NAME.key");
  });

  it("attributes and permissions are judged where they are written", async () => {
    const stage = await openStage({ roleModel: "member-types" });
    const { diagnostics } = await stage.plan({
      "charter_member.grace": { email: GRACE, role: "member" },
      "charter_member.linus": {
        email: LINUS,
        role: "member",
        attributes: { memberType: "robot", taktInterval: "soon" },
      },
    });
    expect(told(diagnostics)).toEqual([
      `error attribute-required: members/${GRACE} at attributes`,
      `error attribute-invalid: members/${LINUS} at attributes`,
      `error attribute-invalid: members/${LINUS} at attributes`,
    ]);
  });

  it("overrides that the role model does not switch are refused", async () => {
    const stage = await openStage();
    await stage.apply(people("grace"));
    await stage.accept(GRACE);
    const { diagnostics } = await stage.plan({
      "charter_member.grace": { email: GRACE, role: "member", permissions: { "billing:manage": "allow" } },
    });
    expect(told(diagnostics)).toEqual([`error permission-not-overridable: members/${GRACE} at permissions`]);
  });

  it("somebody who is a member already is to be imported, even where their old resource goes in the same plan", async () => {
    const stage = await openStage();
    await stage.apply(people("grace"));
    const { diagnostics } = await stage.plan({ "charter_member.renamed": { email: GRACE, role: "member" } });
    expect(told(diagnostics)).toEqual([`error already-invited: members/${GRACE} at email`]);
    expect(diagnostics[0]?.detail).toContain("a resource that was renamed needs a moved block");
    const present = await stage.plan({ ...people("grace"), "charter_member.ada": { email: ADA, role: "owner" } });
    expect(told(present.diagnostics)).toEqual([`error already-a-member: members/${ADA} at email`]);
  });

  it("where there is one owner, nobody is invited as one, and only the owner hands over", async () => {
    const { stage, token } = await asAdmin("ranked-roles");
    const second = await stage.plan({ "charter_member.linus": { email: LINUS, role: "owner" } });
    expect(told(second.diagnostics)).toEqual([`error owner-by-transfer-only: members/${LINUS} at role`]);
    expect(second.diagnostics[0]?.detail).toContain("charter_owner");
    const robbed = await stage.plan({ "charter_owner.this": { email: GRACE } }, { token });
    expect(told(robbed.diagnostics)).toEqual([`error permission-missing: members/${GRACE} at email`]);
    const absent = await stage.plan({ "charter_owner.this": { email: LINUS } });
    expect(told(absent.diagnostics)).toEqual([`error owner-must-be-active: members/${LINUS} at email`]);
  });

  it("whoever takes their own role with the last step of a plan still plans the others", async () => {
    const { stage } = await asAdmin();
    const core = await stage.open();
    const ada = await core.import("charter_member", ADA);
    await stage.change({ kind: "change-role", email: GRACE, role: "owner" });
    const fresh = await stage.open();
    const demotion = await fresh.plan("charter_member", { email: ADA, role: "viewer" }, ada);
    const invitation = await fresh.plan("charter_member", { email: LINUS, role: "admin" });
    expect([demotion.diagnostics, invitation.diagnostics]).toEqual([[], []]);
  });

  it("an apply that is refused says so with the same code, at the same attribute, and keeps the state", async () => {
    const { stage, token } = await asAdmin();
    const core = await stage.open({ token });
    const plan = await core.plan("charter_member", { email: LINUS, role: "admin" });
    expect(plan.diagnostics).toEqual([]);
    await stage.change({ kind: "change-role", email: GRACE, role: "member" });
    const { state, diagnostics } = await core.apply(plan);
    expect(told(diagnostics)).toEqual([`error permission-missing: members/${LINUS} at email`]);
    expect(state).toBeUndefined();
  });

  it("what somebody else changed since the plan is not overwritten", async () => {
    const stage = await openStage();
    await stage.apply(people("grace"));
    await stage.accept(GRACE);
    const core = await stage.open();
    const stored = await core.refresh(stage.state.get("charter_member.grace") ?? expect.fail("nothing stored"));
    const plan = await core.plan("charter_member", { email: GRACE, role: "admin" }, stored);
    await stage.change({ kind: "change-role", email: GRACE, role: "viewer" });
    const { diagnostics, state } = await (await stage.open()).apply(plan);
    expect(told(diagnostics)).toEqual([`error stale-plan: members/${GRACE} at role`]);
    expect(state).toEqual(stored);
  });

  it("what somebody else made as it was planned is no fault", async () => {
    const stage = await openStage();
    await stage.apply(people("grace"));
    await stage.accept(GRACE);
    const core = await stage.open();
    const stored = await core.refresh(stage.state.get("charter_member.grace") ?? expect.fail("nothing stored"));
    const plan = await core.plan("charter_member", { email: GRACE, role: "admin" }, stored);
    await stage.change({ kind: "change-role", email: GRACE, role: "admin" });
    expect((await (await stage.open()).apply(plan)).diagnostics).toEqual([]);
  });
});
