import { describe, expect, it } from "vitest";
import { makeCharterProvider } from "../../src/terraform/provider/charter-provider.ts";
import { connectedTo, openTerraform, type TerraformRun, withoutTerraform } from "../_support/terraform.ts";
import type { ProviderModule } from "../_support/terraform-plugin.ts";
import { ADA, GRACE, openStage, type StageOptions } from "../_support/terraform-stage.ts";

const CHARTER: ProviderModule = { path: "src/terraform/provider/charter-provider.ts", name: makeCharterProvider.name };

/** The provider from the sources in the real Terraform, before an API with an organization of ada's. */
async function initialised(options: StageOptions = {}) {
  const stage = await openStage(options);
  const token = await stage.tokenOf(ADA);
  const terraform = await openTerraform(CHARTER, connectedTo({ url: stage.server.url, token }));
  const write = (...blocks: string[]) => terraform.write({ "main.tf": [terraform.head, ...blocks].join("\n") });
  await write();
  await terraform.expectExit(0, "init");
  return { stage, terraform, write };
}

/** Errors with the line of the configuration that Terraform shows for them. */
function faults({ diagnostics }: TerraformRun): string[] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ address, summary, snippet }) => `${address}: ${summary} | ${snippet?.code.trim()}`)
    .sort();
}

const resource = (type: string, name: string, ...lines: string[]) =>
  `resource "${type}" "${name}" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

describe.skipIf(withoutTerraform)("what waits for somebody to join, in the real Terraform", () => {
  it("is refused at its own line in the first plan, for single resources and whole sets", async () => {
    const { stage, terraform, write } = await initialised();
    await stage.change({ kind: "create-tenant", tenant: "eu" });
    await stage.change({ kind: "create-project", project: "w", tenant: "eu" });
    await stage.change({ kind: "invite-member", email: GRACE, role: "member", attributes: {} });
    const who = [`email = "${GRACE}"`];
    await write(
      resource(
        "charter_member",
        "one",
        'email = "one@x.example"',
        'role = "member"',
        'permissions = { "read" = "deny" }',
      ),
      resource(
        "charter_member",
        "two",
        'email = "two@x.example"',
        'role = "member"',
        'permissions = { "zz" = "deny" }',
      ),
      resource("charter_tenant_member", "scope", 'tenant = "eu"', ...who, 'role = "project-admin"'),
      resource("charter_project_member", "role", 'project = "w"', ...who, 'role = "zz"'),
      resource("charter_tenant_member", "place", 'tenant = "mars"', ...who, 'role = "tenant-member"'),
      resource("charter_project_members", "all", 'project = "w"', `members = { "${GRACE}" = "zz" }`),
    );
    expect(faults(await terraform.expectExit(1, "plan", "-json"))).toEqual([
      'charter_member.one: permission-not-overridable: members/one@x.example | permissions = { "read" = "deny" }',
      'charter_member.two: unknown-permission: members/two@x.example | permissions = { "zz" = "deny" }',
      `charter_project_member.role: unknown-role: projects/w/members/${GRACE} | role = "zz"`,
      `charter_project_members.all: unknown-role: projects/w/members/${GRACE} | members = { "${GRACE}" = "zz" }`,
      `charter_tenant_member.place: unknown-tenant: tenants/mars/members/${GRACE} | tenant = "mars"`,
      `charter_tenant_member.scope: wrong-scope: tenants/eu/members/${GRACE} | role = "project-admin"`,
    ]);
    await write(
      resource(
        "charter_members",
        "all",
        `members = { "${ADA}" = "owner", "${GRACE}" = "member", "new@x.example" = "member" }`,
        'permissions = { "new@x.example" = { "read" = "deny" } }',
      ),
    );
    expect(faults(await terraform.expectExit(1, "plan", "-json"))).toEqual([
      'charter_members.all: permission-not-overridable: members/new@x.example | permissions = { "new@x.example" = { "read" = "deny" } }',
    ]);
  });
});

describe.skipIf(withoutTerraform)("places of refusals in the real Terraform", () => {
  it("two resources for one address: one of them is told that there may be another", async () => {
    const { terraform, write } = await initialised();
    const dup = ['email = "dup@x.example"', 'role = "member"'];
    await write(resource("charter_member", "one", ...dup), resource("charter_member", "two", ...dup));
    const { diagnostics } = await terraform.expectExit(1, "plan", "-json");
    expect(diagnostics.map(({ summary }) => summary)).toEqual(["already-invited: members/dup@x.example"]);
    expect(diagnostics[0]?.detail).toContain("another resource of this configuration declares it as well");
  });

  it("a setting that there is not is shown at its own line, and an unknown tier said once", async () => {
    const { stage, terraform, write } = await initialised();
    await stage.change({ kind: "create-role", role: "triage", scope: "organization", permissions: ["issues:triage"] });
    await write(
      resource("charter_organization_settings", "a", 'tier = "gold"', 'title = "T"', "settings = {", 'zz = "1"', "}"),
    );
    const { diagnostics } = await terraform.expectExit(1, "plan", "-json");
    expect(diagnostics.map(({ detail, snippet }) => `${detail} | ${snippet?.code.trim()}`).sort()).toEqual([
      'there is no "zz"; the role model has seats | zz = "1"',
      'tier is "gold" but must be one of free, pro, enterprise | tier = "gold"',
    ]);
  });
});

describe.skipIf(withoutTerraform)("an owner in the real Terraform, where there is exactly one", () => {
  const imported = (id: string) => `import {\n  to = charter_owner.this\n  id = "${id}"\n}\n`;

  it("is imported by a block with the configuration written for it, and plans to nothing", async () => {
    const { terraform, write } = await initialised({ roleModel: "ranked-roles" });
    await write(imported("owner"));
    await terraform.expectExit(0, "plan", "-generate-config-out=owner.tf");
    expect(await terraform.read("owner.tf")).toMatch(new RegExp(`^ *email += "${ADA}"$`, "m"));
    expect((await terraform.expectExit(0, "apply", "-json", "-auto-approve")).summary).toBe("0/0/0");
    expect((await terraform.expectExit(0, "plan", "-json", "-detailed-exitcode")).summary).toBe("0/0/0");
    expect((await terraform.expectExit(0, "state", "list")).out).toBe("charter_owner.this\n");
  });

  it("is imported by their address in any letter case, and hands ownership over afterwards", async () => {
    const { stage, terraform, write } = await initialised({ roleModel: "ranked-roles" });
    await stage.change({ kind: "invite-member", email: GRACE, role: "admin", attributes: {} });
    await stage.accept(GRACE);
    const owner = (email: string) => resource("charter_owner", "this", `email = "${email}"`);
    await write(owner(ADA));
    await terraform.expectExit(0, "import", "charter_owner.this", `members/${ADA.toUpperCase()}`);
    expect((await terraform.expectExit(0, "plan", "-json", "-detailed-exitcode")).summary).toBe("0/0/0");
    await write(owner(GRACE));
    expect((await terraform.expectExit(0, "apply", "-json", "-auto-approve")).summary).toBe("0/1/0");
    const core = await stage.open({ token: await stage.tokenOf(GRACE) });
    expect((await core.read("charter_members")).roles).toEqual({ [ADA]: "admin", [GRACE]: "owner" });
  });

  it("is nobody else: an import by another address says so, and stores nothing", async () => {
    const { stage, terraform, write } = await initialised({ roleModel: "ranked-roles" });
    await stage.change({ kind: "invite-member", email: GRACE, role: "admin", attributes: {} });
    await stage.accept(GRACE);
    await write(imported(`members/${GRACE}`), resource("charter_owner", "this", `email = "${GRACE}"`));
    const { diagnostics } = await terraform.expectExit(1, "plan", "-json");
    expect(diagnostics.map(({ summary }) => summary)).toEqual([`there is no owner with the email ${GRACE}`]);
    expect((await terraform.run("state", "list")).out).toBe("");
  });
});
