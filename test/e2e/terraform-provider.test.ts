import { describe, expect, it } from "vitest";
import { acceptInvitationsAs } from "../../src/api/accept-invitations.ts";
import { BUILT } from "../_support/child-command.ts";
import { connectedTo, openTerraform, withoutTerraform } from "../_support/terraform.ts";
import { ADA, GRACE, openStage, type StageOptions } from "../_support/terraform-stage.ts";

async function initialised(options: StageOptions = {}, as = ADA) {
  const stage = await openStage(options);
  const token = await stage.tokenOf(as);
  const terraform = await openTerraform(
    { command: [process.execPath, BUILT, "provider"] },
    connectedTo({ url: stage.server.url, token }),
  );
  const write = (...blocks: string[]) => terraform.write({ "main.tf": [terraform.head, ...blocks].join("\n") });
  await write();
  await terraform.expectExit(0, "init");
  const apply = () => terraform.expectExit(0, "apply", "-json", "-auto-approve");
  const plan = () => terraform.run("plan", "-json");
  const accept = (email: string) => acceptInvitationsAs({ url: stage.server.url, token }, email, "acme");
  return { stage, token, terraform, write, apply, plan, accept };
}

const member = (name: string, role: string, more = "") =>
  `resource "charter_member" "${name}" {\n  email = "${name}@acme.example"\n  role  = ${role}\n${more}}\n`;
const triage = (lifecycle = "") =>
  `resource "charter_role" "triage" {\n  key         = "triage"\n  permissions = ["issues:triage"]\n${lifecycle}}\n`;

describe.skipIf(withoutTerraform)("the provider in the real Terraform", () => {
  it("takes an organization through its life: created, planned to nothing, changed, replaced, destroyed", async () => {
    const { write, apply, plan, terraform, token, accept } = await initialised();
    const places = `
resource "charter_tenant" "eu" {
  key   = "eu"
  title = "Europe"
}

resource "charter_project" "wearables" {
  key    = "wearables"
  tenant = charter_tenant.eu.key
}

resource "charter_project_member" "grace" {
  project = charter_project.wearables.key
  email   = charter_member.grace.email
  role    = "project-viewer"
}
`;
    await write(triage(), member("grace", "charter_role.triage.key"), places);
    expect((await apply()).summary).toBe("5/0/0");
    expect((await plan()).summary).toBe("0/0/0");
    await accept(GRACE);
    expect((await apply()).summary).toBe("1/0/0");
    await write(triage(), member("grace", '"admin"'), places.replace("Europe", "Europa"));
    expect((await apply()).summary).toBe("0/2/0");
    await write(triage(), member("linus", '"admin"'), places.replace("member.grace.email", "member.linus.email"));
    expect((await apply()).summary).toBe("2/1/2");
    expect((await terraform.expectExit(0, "destroy", "-json", "-auto-approve")).summary).toBe("0/0/5");
    expect(await terraform.read("terraform.tfstate")).not.toContain(token);
  });

  it("shows a refusal at the attribute in HCL, with the code and the words of the command line", async () => {
    const { stage, write, terraform } = await initialised();
    await stage.change({ kind: "invite-member", email: GRACE, role: "admin", attributes: {} });
    await stage.accept(GRACE);
    await write(member("linus", '"owner"'));
    const asGrace = terraform.with({ CHARTER_TOKEN: await stage.tokenOf(GRACE) });
    const { code, diagnostics } = await asGrace.run("plan", "-json");
    expect(code).toBe(1);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        severity: "error",
        summary: "role-above-actor: members/linus@acme.example",
        address: "charter_member.linus",
        range: expect.objectContaining({ start: expect.objectContaining({ line: 9 }) }),
        snippet: expect.objectContaining({ code: '  role  = "owner"' }),
      }),
    ]);
  });

  it("deletes a role while the same plan moves its holder off it", async () => {
    const { write, apply, plan, accept } = await initialised();
    await write(triage(), member("grace", "charter_role.triage.key"));
    await apply();
    await accept(GRACE);
    await write(member("grace", '"member"'));
    expect((await apply()).summary).toBe("0/1/1");
    expect((await plan()).summary).toBe("0/0/0");
  });

  it("imports by blocks, and writes the configuration for what it imports", async () => {
    const { stage, write, terraform } = await initialised();
    await stage.change({ kind: "create-tenant", tenant: "eu", title: "Europe" });
    const blocks = [
      ["charter_member.ada", `members/${ADA}`],
      ["charter_tenant.eu", "tenants/eu"],
      ["charter_members.all", "members"],
      ["charter_organization_settings.this", "organization"],
    ];
    await write(...blocks.map(([to, id]) => `import {\n  to = ${to}\n  id = "${id}"\n}\n`));
    await terraform.expectExit(0, "plan", "-generate-config-out=imported.tf");
    expect((await terraform.expectExit(0, "apply", "-json", "-auto-approve")).summary).toBe("0/0/0");
    expect((await terraform.run("plan", "-json")).summary).toBe("0/0/0");
    expect(await terraform.read("imported.tf")).toContain('resource "charter_tenant" "eu"');
  });

  it("leaves alone what is ignored, and does not destroy what is prevented", async () => {
    const { stage, write, apply, plan, terraform, accept } = await initialised();
    const ignoring = "  lifecycle {\n    ignore_changes  = [role]\n    prevent_destroy = true\n  }\n";
    await write(member("grace", '"member"', ignoring));
    await apply();
    await accept(GRACE);
    await stage.change({ kind: "change-role", email: GRACE, role: "admin" });
    expect((await plan()).summary).toBe("0/0/0");
    const { code, diagnostics } = await terraform.run("destroy", "-json", "-auto-approve");
    expect(code).toBe(1);
    expect(diagnostics.map(({ summary }) => summary)).toContain("Instance cannot be destroyed");
  });

  it("shows what changed in the dashboard, and what was deleted there is planned anew", async () => {
    const { stage, write, apply, plan, accept } = await initialised();
    await write(member("grace", '"member"'), member("linus", '"member"'));
    await apply();
    await accept(GRACE);
    await stage.change({ kind: "change-role", email: GRACE, role: "admin" });
    await stage.change({ kind: "cancel-invitation", email: "linus@acme.example" });
    expect((await plan()).summary).toBe("1/1/0");
  });

  it("hands ownership over in one step", async () => {
    const { stage, write, apply, accept, terraform } = await initialised({ roleModel: "ranked-roles" });
    const owner = (email: string) => `resource "charter_owner" "this" {\n  email = "${email}"\n}\n`;
    await write(owner(ADA), member("grace", '"admin"'));
    await apply();
    await accept(GRACE);
    await write(owner(GRACE), member("grace", '"admin"'));
    expect((await apply()).summary).toBe("0/1/0");
    const asGrace = terraform.with({ CHARTER_TOKEN: await stage.tokenOf(GRACE) });
    expect((await asGrace.run("plan", "-json")).summary).toBe("0/0/0");
  });

  it("mixes people in YAML with everything else in HCL", async () => {
    const { write, apply, plan, terraform } = await initialised();
    await terraform.write({
      "charter.yaml": `members:\n  - { email: ${ADA}, role: owner }\n  - { email: Grace@Acme.Example, role: member }\n`,
    });
    await write(`
locals {
  charter = provider::charter::decode(file("charter.yaml"))
}

resource "charter_members" "all" {
  members = { for person in local.charter.members : provider::charter::email_key(person.email) => person.role }
}

data "charter_members" "invited" {
  status     = "invited"
  depends_on = [charter_members.all]
}

output "invited" {
  value = data.charter_members.invited.emails
}
`);
    expect((await apply()).summary).toBe("1/0/0");
    expect(JSON.parse((await terraform.expectExit(0, "output", "-json")).out).invited.value).toEqual([GRACE]);
    expect((await plan()).summary).toBe("0/0/0");
  });
});
