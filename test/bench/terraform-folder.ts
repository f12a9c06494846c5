import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const SOURCE = "terraform.acme.example/acme/charter";
const PLATFORM = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const REPORT_COST = join(import.meta.dirname, "report-cost.cjs");

/** What is declared for so many people: one resource each, one for all of them, or resources that do nothing. */
export type Form = "member" | "members" | "terraform_data";

/** By `count`: for an instance of `for_each` Terraform walks the whole map, which is most of its time at thousands. */
const BLOCKS: { readonly [Name in Form]: string } = {
  member: `resource "charter_member" "person" {
  count = length(local.people)
  email = local.people[count.index].email
  role  = local.people[count.index].role
}
`,
  members: `resource "charter_members" "all" {
  members = { for person in local.people : person.email => person.role }
}
`,
  terraform_data: `resource "terraform_data" "person" {
  count = length(local.people)
  input = local.people[count.index]
}
`,
};

export interface TerraformFolder {
  readonly folder: string;
  /** The provider as one file. */
  readonly plugin: string;
  /** Where the state is kept. */
  readonly state: string;
  readonly form: Form;
  readonly people: readonly { readonly email: string; readonly role: string }[];
}

/** Writes a configuration, and the mirror in which Terraform finds the provider that it is about. */
export async function writeTerraformFolder({ folder, plugin, state, form, people }: TerraformFolder): Promise<void> {
  const start = join(folder, "mirror", SOURCE, "1.0.0", PLATFORM, "terraform-provider-charter_v1.0.0");
  const needs =
    form === "terraform_data" ? "" : `  required_providers {\n    charter = { source = "${SOURCE}" }\n  }\n`;
  const head = `terraform {\n${needs}  backend "http" {\n    address = "${state}"\n  }\n}\n`;
  const local = `locals {\n  people = jsondecode(file("people.json"))\n}\n`;
  await mkdir(dirname(start), { recursive: true });
  await Promise.all([
    writeFile(start, `#!/bin/sh\nexec '${process.execPath}' --require '${REPORT_COST}' '${plugin}' "$@"\n`),
    writeFile(join(folder, "main.tf"), [head, local, BLOCKS[form]].join("\n")),
    writeFile(join(folder, "people.json"), JSON.stringify(people)),
    writeFile(
      join(folder, "terraform.rc"),
      `provider_installation {\n  filesystem_mirror {\n    path = "${join(folder, "mirror")}"\n  }\n}\n`,
    ),
  ]);
  await chmod(start, 0o755);
}
