import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { providerSchemaDocument } from "../../scripts/generate/provider-schema.ts";
import { Organization } from "../../src/constructs/index.ts";
import { BUILT } from "../_support/child-command.ts";
import { type Synthesized, synthesized } from "../_support/synthesized.ts";
import { connectedTo, openTerraform, SOURCE, withoutTerraform } from "../_support/terraform.ts";
import { openWorkplace } from "../_support/workplace.ts";

const PROVIDER = { command: [process.execPath, BUILT, "provider"] };

/** A synthesized stack beside an API that has its organization, and Terraform ready to plan. */
async function openStack(charter: string, stack: Synthesized) {
  const text = await readFile(charter, "utf8");
  const { organization, roleModel, tier, members } = load(text) as {
    organization: string;
    roleModel: string;
    tier: string;
    members: { email: string }[];
  };
  const place = await openWorkplace({ organization, roleModel, tier, owner: members[0]?.email ?? "" });
  await place.write("charter.yaml", text);
  const { CHARTER_API, CHARTER_TOKEN } = connectedTo(place);
  const terraform = await openTerraform(PROVIDER, { CHARTER_API, CHARTER_TOKEN });
  await terraform.write({});
  await copyFile(join(stack.folder, "stacks", "members", "cdk.tf.json"), join(terraform.folder, "cdk.tf.json"));
  await terraform.expectExit(0, "init");
  return { place, terraform };
}

const FORMS = [
  { charter: "examples/acme/charter.yaml", options: {} },
  {
    charter: "examples/acme/charter.yaml",
    options: { members: "each", grants: "each", existing: ["members/ada@acme.example"] },
  },
  { charter: "examples/ranked-roles/charter.yaml", options: {} },
  {
    charter: "examples/custom-roles/charter.yaml",
    options: { existing: ["roles/admin", "members/founder@forge.example"] },
  },
  { charter: "examples/member-types/charter.yaml", options: { members: "set", grants: "set" } },
] as const;

describe.skipIf(withoutTerraform)("a synthesized stack in the real Terraform", () => {
  it.each(FORMS)(
    "$charter as constructs, $options: applied, joined, applied to nothing more",
    async ({ charter, options }) => {
      const stack = await synthesized((scope) => void Organization.fromCharter(scope, "it", charter, options));
      const { place, terraform } = await openStack(charter, stack);
      await terraform.expectExit(0, "apply", "-json", "-auto-approve");
      expect((await terraform.run("plan", "-json")).summary).toBe("0/0/0");
      expect((await place.acceptAll()).length).toBeGreaterThan(0);
      await terraform.expectExit(0, "apply", "-json", "-auto-approve");
      expect((await terraform.run("plan", "-json")).summary).toBe("0/0/0");
      const { out } = await place.expectExit(0, "plan", "--json", "--detailed-exitcode");
      expect(JSON.parse(out)).toMatchObject({ changes: [], waiting: [], unmanaged: [], refusals: [] });
    },
  );

  it("moves a person from one spelling and one place in the code to another without a change", async () => {
    const charter = "examples/acme/charter.yaml";
    const acme = (emails: readonly string[]) => (scope: TerraformStack) => {
      const organization = new Organization(scope, "acme", { organization: "acme", roleModel: "standard" });
      for (const email of emails) organization.member(email, { role: "viewer" });
    };
    const first = await synthesized(acme(["grace@acme.example", "linus@acme.example"]));
    const { terraform } = await openStack(charter, first);
    expect((await terraform.expectExit(0, "apply", "-json", "-auto-approve")).summary).toBe("2/0/0");
    const second = await synthesized(acme(["Linus@acme.example", "grace@acme.example"]));
    await terraform.write({ "cdk.tf.json": second.text });
    expect((await terraform.run("plan", "-json")).summary).toBe("0/0/0");
  });

  it("is made from the schema that Terraform itself reads from the provider", async () => {
    const terraform = await openTerraform(PROVIDER);
    await terraform.write({ "main.tf": terraform.head });
    await terraform.expectExit(0, "init");
    const { out } = await terraform.expectExit(0, "providers", "schema", "-json");
    const { provider_schemas } = JSON.parse(out) as { provider_schemas: Record<string, object> };
    const made = providerSchemaDocument(SOURCE).provider_schemas[SOURCE] as object;
    expect(provider_schemas[SOURCE]).toMatchObject(made);
  });
});
