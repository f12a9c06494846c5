import { describe, expect, it } from "vitest";
import { BUILT, runCommand } from "../_support/child-command.ts";
import { serveAcme } from "../_support/served.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { connectedTo, openTerraform, withoutTerraform } from "../_support/terraform.ts";

const MEMBERS = `
resource "charter_member" "grace" {
  email = "grace@acme.example"
  role  = "admin"
}

data "charter_whoami" "me" {}

output "me" {
  value = data.charter_whoami.me.email
}

output "key" {
  value = provider::charter::email_key("Grace@Acme.Example")
}
`;

describe.skipIf(withoutTerraform)("the built command as the provider of the real Terraform", () => {
  it("takes a member from HCL to the API and out of it again", async () => {
    const api = await serveAcme(await temporaryFolder(), "--allow-impersonation");
    const terraform = await openTerraform({ command: [process.execPath, BUILT, "provider"] }, connectedTo(api));
    await terraform.write({ "main.tf": terraform.head + MEMBERS });
    await terraform.expectExit(0, "init");
    expect((await terraform.expectExit(0, "validate", "-json")).diagnostics).toEqual([]);
    expect((await terraform.expectExit(0, "apply", "-json", "-auto-approve")).summary).toBe("1/0/0");
    expect(JSON.parse((await terraform.expectExit(0, "output", "-json")).out)).toMatchObject({
      me: { value: "ada@acme.example" },
      key: { value: "grace@acme.example" },
    });
    expect((await terraform.expectExit(0, "plan", "-json", "-detailed-exitcode")).summary).toBe("0/0/0");
    const environment = { CHARTER_API: api.url, CHARTER_TOKEN: api.token };
    const show = ["show", "invitations", "--organization", "acme", "--json"];
    const { out } = await runCommand(show, { cwd: terraform.folder, environment });
    expect(JSON.parse(out)).toEqual([expect.objectContaining({ email: "grace@acme.example", role: "admin" })]);
    expect((await terraform.expectExit(0, "destroy", "-json", "-auto-approve")).summary).toBe("0/0/1");
    expect(await terraform.read("terraform.tfstate")).not.toContain(api.token);
  });

  it("started by hand explains itself and fails", async () => {
    const { code, out, err } = await runCommand(["provider"], { cwd: await temporaryFolder() });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("This is a provider for Terraform and OpenTofu");
  });
});
