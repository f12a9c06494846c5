import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { Organization } from "../../src/constructs/index.ts";
import { resourcesOf, synthesized } from "../_support/synthesized.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const ADA = "ada@acme.example";

/** What a synthesis says that it refuses, a line for each error. */
async function refusal(declare: (stack: TerraformStack) => void): Promise<string[]> {
  const folder = await temporaryFolder();
  const app = new App({ outdir: folder });
  const stack = new TerraformStack(app, "members");
  declare(stack);
  try {
    app.synth();
  } catch (error) {
    expect(existsSync(join(folder, "stacks", "members", "cdk.tf.json"))).toBe(false);
    return (error instanceof Error ? error.message : "").split("\n").filter((line) => line.startsWith("  ["));
  }
  throw new Error("nothing was refused");
}

describe("an invalid organization", () => {
  it("is not synthesized, and every error says at which construct and what to do", async () => {
    const errors = await refusal((scope) => {
      const acme = new Organization(scope, "acme", {
        organization: "acme",
        // As a program would that takes keys from elsewhere.
        roleModel: "standard" as "standard" | { file: string },
        tier: "golden",
      });
      acme.member(ADA, { role: "owner" });
      acme.member("grace-at-acme", { role: "member" });
      const linus = acme.member("linus@acme.example", { role: "membr", attributes: { memberType: "robot" } });
      acme.tenant("eu").grant(linus, "project-admin");
      acme.project("Wearables");
    });
    expect(errors).toEqual([
      expect.stringMatching(/^ {2}\[members\/acme\] members\/acme: .*"golden".*\[unknown-tier\]$/),
      expect.stringMatching(/members\/acme\/grace-at-acme: .*e-mail address.*\[invalid-email\]$/),
      expect.stringMatching(/members\/acme\/linus@acme\.example: .*"robot".*\[attribute-invalid\]$/),
      expect.stringMatching(/members\/acme\/linus@acme\.example: .*did you mean "member"\?.*\[unknown-role\]$/),
      expect.stringMatching(/members\/acme\/project-Wearables: .*lower-case letters.*$/),
      expect.stringMatching(/members\/acme\/tenant-eu\/linus@acme\.example: .*\[wrong-scope\]$/),
    ]);
  });

  it("is told of everything at once: a key of bad form hides nothing but what refers to it", async () => {
    const errors = await refusal((scope) => {
      const acme = new Organization(scope, "acme", {
        organization: "acme",
        roleModel: "standard" as "standard" | { file: string },
        guards: { required: ["nomail", "zz@acme.example"] },
      });
      acme.role("Bad_Key", { permissions: ["read"] });
      acme.member(ADA, { role: "ownr" });
    });
    expect(errors).toEqual([
      expect.stringContaining("[invalid-email]"),
      expect.stringMatching(/"zz@acme\.example" is required.*\[required-member-missing\]$/),
      expect.stringMatching(/no organization role "ownr"; did you mean "owner"\?.*\[unknown-role\]$/),
      expect.stringContaining("[invalid-key]"),
    ]);
  });

  it("without an owner is refused where everybody else would be removed, and warned of where they would stay", async () => {
    const declare = (members: "each" | "set") => (scope: TerraformStack) => {
      const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "standard", members });
      acme.member(ADA, { role: "member" });
    };
    expect(await refusal(declare("set"))).toEqual([expect.stringContaining("[no-owner]")]);
    const { warnings } = await synthesized(declare("each"));
    expect(warnings).toEqual([expect.stringContaining("[no-owner]")]);
  });

  it("is one where one person has two roles in one place", async () => {
    const errors = await refusal((scope) => {
      const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "standard" });
      const ada = acme.member(ADA, { role: "owner" });
      acme.tenant("eu").grant(ada, "tenant-admin").grant(ada, "tenant-member");
    });
    expect(errors).toEqual([
      expect.stringMatching(/members\/acme\/tenant-eu\/ada@acme\.example: .*\[duplicate-grant\]$/),
    ]);
  });

  it("is judged by a role model of one's own, and a faulty one is an error with its line", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "platform.yaml");
    const text = await readFile("src/role-models/member-types.yaml", "utf8");
    await writeFile(file, text.replace("key: member-types", "key: platform"));
    const judged = (scope: TerraformStack) => {
      const acme = new Organization(scope, "acme", { organization: "acme", roleModel: { file } });
      acme.member(ADA, { role: "owner" });
    };
    expect(await refusal(judged)).toEqual([expect.stringMatching(/acme\/ada@acme\.example: .*"memberType".*required/)]);
    await writeFile(file, `${text}scopez: {}\n`);
    const errors = await refusal((scope) => {
      new Organization(scope, "acme", { organization: "acme", roleModel: { file } });
    });
    expect(errors).toEqual([expect.stringMatching(/platform\.yaml:\d+:1: .*"scopez".*\[unknown-field\]$/)]);
  });
});

describe("an organization from a charter", () => {
  const CHARTER = `charter: v1
organization: beta
title: Beta
roleModel: standard
tier: enterprise
unmanaged: { members: remove, roles: remove }
roles:
  captain: { scope: project, permissions: [build] }
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: member, until: 2020-01-01 }
  - { email: mallory@acme.example, absent: true }
groups:
  all: [ada@acme.example]
tenants:
  eu: { members: [{ group: all, role: tenant-admin }] }
projects:
  wearables: { tenant: eu, members: [{ email: ada@acme.example, role: captain }] }
`;

  const charter = async (text: string) => {
    const file = join(await temporaryFolder(), "charter.yaml");
    await writeFile(file, text);
    return file;
  };

  it("has everything that the charter declares, and whole sets where it removes who is not declared", async () => {
    const file = await charter(CHARTER);
    const stack = await synthesized((scope) => void Organization.fromCharter(scope, "beta", file));
    expect(resourcesOf(stack, "charter_members")).toMatchObject([{ members: { [ADA]: "owner" } }]);
    expect(resourcesOf(stack, "charter_tenant_member")).toMatchObject([{ email: ADA, role: "tenant-admin" }]);
    expect(resourcesOf(stack, "charter_project_member")).toMatchObject([
      { email: ADA, role: expect.stringMatching(/^\$\{charter_role\./) },
    ]);
    expect(stack.warnings).toEqual([
      'members/beta: unmanaged.roles is "remove", but Terraform removes only what it manages',
    ]);
  });

  it("takes more constructs beside it", async () => {
    const file = await charter(CHARTER);
    const stack = await synthesized((scope) => {
      Organization.fromCharter(scope, "beta", file, { members: "each", existing: [`members/${ADA}`] }).member(
        "linus@acme.example",
        { role: "viewer" },
      );
    });
    expect(resourcesOf(stack, "charter_member").map(({ email }) => email)).toEqual([ADA, "linus@acme.example"]);
    expect(stack.json.import?.map(({ id }) => id)).toEqual([`members/${ADA}`]);
  });

  it("with errors is refused with the places in the file, each of them once", async () => {
    const file = await charter(
      CHARTER.replace("role: member,", "role: membr,").replace("absent: true", "absent: true, absnt: true"),
    );
    const errors = await refusal((scope) => void Organization.fromCharter(scope, "beta", file));
    expect(errors).toEqual([
      expect.stringMatching(/charter\.yaml:11:\d+: .*"membr".*\[unknown-role\]$/),
      expect.stringMatching(/charter\.yaml:12:\d+: .*"absnt".*\[unknown-field\]$/),
    ]);
  });

  it("that is not there is refused, too", async () => {
    const errors = await refusal((scope) => void Organization.fromCharter(scope, "beta", "no-such-charter.yaml"));
    expect(errors).toEqual([expect.stringContaining("[charter-not-found]")]);
  });
});
