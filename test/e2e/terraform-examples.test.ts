import { execFileSync } from "node:child_process";
import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { DATA_SOURCES, FUNCTIONS, RESOURCES } from "../../src/terraform/provider/registry.ts";
import { BUILT } from "../_support/child-command.ts";
import { connectedTo, openTerraform, type TerraformWorkplace, withoutTerraform } from "../_support/terraform.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const EXAMPLES = "examples/terraform";
const PROVIDER = { command: [process.execPath, BUILT, "provider"] };

/** Each example in HCL and the charter that declares the same, and what is left once it is destroyed. */
const ORGANIZATIONS = [
  { example: "standard", charter: "acme", left: ["ada@acme.example"] },
  { example: "ranked-roles", charter: "ranked-roles", left: ["owner@takumo.example"] },
  {
    example: "tenants-and-projects",
    charter: "tenants-and-projects",
    left: ["guest@partner.example", "owner@harbor.example"],
  },
  { example: "custom-roles", charter: "custom-roles", refused: "Instance cannot be destroyed" },
  { example: "member-types", charter: "member-types", left: ["owner@devflow.example"] },
  { example: "permission-overrides", charter: "permission-overrides", left: ["owner@lantern.example"] },
] as const;

interface Charter {
  readonly organization: string;
  readonly roleModel: string;
  readonly tier: string;
  readonly members: readonly { readonly email: string }[];
}

/** An example beside an API with the organization that it is about, and its owner alone in it. */
async function openExample(example: string, charter: string) {
  const text = await readFile(`examples/${charter}/charter.yaml`, "utf8");
  const { organization, roleModel, tier, members } = load(text) as Charter;
  const place = await openWorkplace({ organization, roleModel, tier, owner: members[0]?.email ?? "" });
  await place.write("charter.yaml", text);
  const { CHARTER_API, CHARTER_TOKEN } = connectedTo(place);
  const terraform = await openTerraform(PROVIDER, { CHARTER_API, CHARTER_TOKEN });
  await cp(join(EXAMPLES, example), terraform.folder, { recursive: true });
  await terraform.expectExit(0, "init");
  return { place, terraform, organization };
}

/** Holds that the charter of the same organization finds nothing to do, and nothing that it does not declare. */
async function expectAsDeclared(place: Workplace): Promise<void> {
  const { out } = await place.expectExit(0, "plan", "--json", "--detailed-exitcode");
  expect(JSON.parse(out)).toMatchObject({ changes: [], waiting: [], unmanaged: [], refusals: [] });
}

async function membersOf(place: Workplace, organization: string): Promise<string[]> {
  const { out } = await place.expectExit(0, "show", "members", "--organization", organization, "--json");
  return (JSON.parse(out) as { email: string }[]).map(({ email }) => email);
}

const names = async (folder: string) => (await readdir(join(EXAMPLES, folder))).toSorted();

/** Every example of a page as a module of one configuration, with its import block in front of it. */
async function writeModules(terraform: TerraformWorkplace): Promise<string[]> {
  const kinds = ["resources", "data-sources", "functions"] as const;
  const folders = (
    await Promise.all(kinds.map(async (kind) => (await names(kind)).map((name) => `${kind}/${name}`)))
  ).flat();
  const blocks = await Promise.all(
    [...folders, "provider"].map(async (folder) => {
      const module = folder.replaceAll("/", "_");
      await cp(join(EXAMPLES, folder), join(terraform.folder, folder), {
        recursive: true,
        filter: (path) => !path.includes("import."),
      });
      if (folder !== "provider") await terraform.write({ [`${folder}/versions.tf`]: terraform.head });
      const imports = folder.startsWith("resources/") ? await importOf(folder) : "";
      return `module "${module}" {\n  source = "./${folder}"\n}\n${imports.replace("to = ", `to = module.${module}.`)}`;
    }),
  );
  await terraform.write({ "main.tf": blocks.join("\n") });
  return folders;
}

function importOf(folder: string): Promise<string> {
  return readFile(join(EXAMPLES, folder, "import.tf"), "utf8");
}

describe("the examples of the provider's pages", () => {
  it("are there for everything that the provider offers, and for nothing else", async () => {
    expect(await names("resources")).toEqual([...RESOURCES.keys()].toSorted());
    expect(await names("data-sources")).toEqual([...DATA_SOURCES.keys()].toSorted());
    expect(await names("functions")).toEqual([...FUNCTIONS.keys()].toSorted());
  });

  it("import the same by the command as by a block", async () => {
    for (const name of await names("resources")) {
      const block = await importOf(`resources/${name}`);
      const [, to] = /to = (\S+)/.exec(block) ?? [];
      const [, id] = /id = "(\S+)"/.exec(block) ?? [];
      const command = await readFile(join(EXAMPLES, "resources", name, "import.sh"), "utf8");
      expect(command).toBe(`terraform import ${to} ${id}\n`);
    }
  });
});

describe.skipIf(withoutTerraform)("the examples in the real Terraform", () => {
  it("are formatted as Terraform formats them", () => {
    const unformatted = execFileSync("terraform", ["fmt", "-check", "-recursive", EXAMPLES], { encoding: "utf8" });
    expect(unformatted).toBe("");
  });

  it("those of the pages are valid, import blocks included", async () => {
    const terraform = await openTerraform(PROVIDER);
    const folders = await writeModules(terraform);
    expect(folders).toHaveLength(RESOURCES.size + DATA_SOURCES.size + FUNCTIONS.size);
    await terraform.expectExit(0, "init");
    expect((await terraform.expectExit(0, "validate", "-json")).diagnostics).toEqual([]);
  });

  it.each(ORGANIZATIONS)(
    "$example declares what its charter declares: applied, joined, applied to nothing more",
    async (organization) => {
      const { place, terraform, organization: key } = await openExample(organization.example, organization.charter);
      await terraform.expectExit(0, "apply", "-json", "-auto-approve");
      expect((await terraform.run("plan", "-json")).summary).toBe("0/0/0");
      expect((await place.acceptAll()).length).toBeGreaterThan(0);
      await terraform.expectExit(0, "apply", "-json", "-auto-approve");
      await expectAsDeclared(place);
      const before = await membersOf(place, key);
      const destroyed = await terraform.run("destroy", "-json", "-auto-approve");
      if ("refused" in organization) {
        expect(destroyed.code).toBe(1);
        expect(destroyed.diagnostics.map(({ summary }) => summary)).toContain(organization.refused);
        expect(await membersOf(place, key)).toEqual(before);
      } else {
        expect(destroyed.code, destroyed.out).toBe(0);
        expect(await membersOf(place, key)).toEqual(organization.left);
      }
    },
  );

  it("`terraform test` plans and applies by the rules, cleans up, and needs no API where the provider is mocked", async () => {
    const { place, terraform, organization } = await openExample("permission-overrides", "permission-overrides");
    const { out } = await terraform.expectExit(0, "test", "-no-color");
    expect(out).toContain("Success! 3 passed, 0 failed.");
    expect(await membersOf(place, organization)).toEqual(["owner@lantern.example"]);
    const offline = terraform.with({ CHARTER_API: "http://127.0.0.1:9" });
    await offline.expectExit(0, "test", "-filter=tests/offline.tftest.hcl");
  });
});
