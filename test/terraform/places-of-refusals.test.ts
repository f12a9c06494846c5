import { describe, expect, it } from "vitest";
import type { ValueRecord } from "../../src/terraform/codec/value.ts";
import { GRACE, openStage, told } from "../_support/terraform-stage.ts";

describe("a refusal stands at the attribute that is at fault", () => {
  it("a set of nobody needs its tenant or project as well", async () => {
    const stage = await openStage();
    const { diagnostics } = await stage.plan({
      "charter_tenant_members.mars": { tenant: "mars", members: {} },
      "charter_project_members.phobos": { project: "phobos", members: {} },
    });
    expect(told(diagnostics)).toEqual([
      "error unknown-tenant: tenants/mars at tenant",
      "error unknown-project: projects/phobos at project",
    ]);
    const there = {
      "charter_tenant.mars": { key: "mars" },
      "charter_tenant_members.mars": { tenant: "mars", members: {} },
    };
    expect((await stage.apply(there)).diagnostics).toEqual([]);
    expect(await stage.plan(there)).toEqual({ diagnostics: [], actions: {} });
  });

  it("what is wrong with one setting stands at that setting, whatever else changes with it", async () => {
    const stage = await openStage();
    const planned = async (values: Readonly<Record<string, ValueRecord | string>>) =>
      told((await stage.plan({ "charter_organization_settings.this": values })).diagnostics);
    expect(await planned({ tier: "pro", title: "T", settings: { zz: "1" } })).toEqual([
      "error attribute-invalid: organization at settings.zz",
    ]);
    expect(await planned({ title: "T", settings: { seats: "many" } })).toEqual([
      "error attribute-invalid: organization at settings.seats",
    ]);
    expect(await planned({ tier: "free", settings: { seats: "3", yy: "1", zz: "1" } })).toEqual([
      "error attribute-invalid: organization at settings.yy",
      "error attribute-invalid: organization at settings.zz",
      "error attribute-invalid: organization at settings.seats",
    ]);
    expect(await planned({ tier: "gold", settings: { zz: "1" } })).toEqual([
      "error attribute-invalid: organization at settings.zz",
      "error attribute-invalid: organization at tier",
    ]);
  });

  it("who may set the title and not the tier reads so at the tier", async () => {
    const stage = await openStage();
    await stage.change({ kind: "invite-member", email: GRACE, role: "admin", attributes: {} });
    await stage.accept(GRACE);
    const token = await stage.tokenOf(GRACE);
    const settings = { title: "T", tier: "pro", settings: { zz: "1" } };
    const { diagnostics } = await stage.plan({ "charter_organization_settings.this": settings }, { token });
    expect(told(diagnostics)).toEqual([
      "error permission-missing: organization at tier",
      "error attribute-invalid: organization at settings.zz",
    ]);
  });

  it("of a tier that there is not, nothing is said but that", async () => {
    const stage = await openStage();
    await stage.apply({
      "charter_role.triage": { key: "triage", permissions: ["issues:triage"] },
      "charter_member.grace": { email: GRACE, role: "security-lead" },
    });
    const { diagnostics } = await stage.plan({ "charter_organization_settings.this": { tier: "gold" } });
    const about = diagnostics.filter(({ summary }) => summary.endsWith(": organization"));
    expect(told(about)).toEqual(["error attribute-invalid: organization at tier"]);
    expect(about[0]?.detail).toBe('tier is "gold" but must be one of free, pro, enterprise');
  });

  it("two resources for one address are told that there may be another", async () => {
    const stage = await openStage();
    const dup = { email: "dup@acme.example", role: "member" };
    const { diagnostics } = await stage.plan({ "charter_member.one": dup, "charter_member.two": dup });
    expect(told(diagnostics)).toEqual(["error already-invited: members/dup@acme.example at email"]);
    expect(diagnostics[0]?.detail).toContain("another resource of this configuration declares it as well");
  });

  it("the role that a former owner is to take is judged where it is written", async () => {
    const stage = await openStage({ roleModel: "ranked-roles", tier: "free" });
    await stage.apply({ "charter_member.grace": { email: GRACE, role: "admin" } });
    await stage.accept(GRACE);
    const planned = async (role: string) =>
      told((await stage.plan({ "charter_owner.this": { email: GRACE, former_owner_role: role } })).diagnostics);
    const refused = ["zz", "security-lead", "owner"].map(planned);
    expect((await Promise.all(refused)).flatMap((lines) => lines.filter((line) => line.startsWith("error")))).toEqual([
      `error unknown-role: members/${GRACE} at former_owner_role`,
      `error role-not-on-tier: members/${GRACE} at former_owner_role`,
      `error owner-by-transfer-only: members/${GRACE} at former_owner_role`,
    ]);
  });
});
