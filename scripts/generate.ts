/**
 * Makes everything that is derived from the sources of truth: types and validators from `schemas/`, the built-in
 * role models from their YAML, the table of the plugin protocol's messages, the reference of the command from its own
 * help, the pages of the Terraform provider from its schema. `--check` writes nothing and fails where a file is not
 * current.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { commandReference } from "./generate/command-reference.ts";
import { letterTemplates } from "./generate/letter-templates.ts";
import { pageAssets } from "./generate/page-assets.ts";
import { providerDocs } from "./generate/provider-docs.ts";
import { builtInRoleModels } from "./generate/role-models.ts";
import { schemaTypes } from "./generate/types.ts";
import { validators } from "./generate/validators.ts";
import { wireTable } from "./generate/wire-table.ts";

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const files: GeneratedFile[] = [
  ...(await schemaTypes()),
  ...(await validators()),
  ...(await builtInRoleModels()),
  ...(await letterTemplates()),
  ...(await wireTable()),
  ...(await commandReference()),
  ...(await providerDocs()),
  ...(await pageAssets()),
];
const check = process.argv.includes("--check");
const stale: string[] = [];

for (const { path, text } of files) {
  const present = await readFile(path, "utf8").catch(() => undefined);
  if (present === text) continue;
  stale.push(relative(process.cwd(), path));
  if (check) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

for (const path of stale) process.stderr.write(`${check ? "not current" : "written"}: ${path}\n`);
if (check && stale.length > 0) {
  process.stderr.write("run `npm run generate` and commit the result\n");
  process.exitCode = 1;
}
