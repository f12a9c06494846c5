import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import cdktfJson from "../../cdktf.json" with { type: "json" };
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { SCOPES } from "../../src/membership/scope.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import type { GeneratedFile } from "../generate.ts";
import { BANNER, fromRoot } from "./paths.ts";
import { type ProviderSchemaDocument, providerSchemaDocument } from "./provider-schema.ts";

/** The generators of both frameworks. Their main modules need packages that they do not declare. */
const GENERATORS = {
  cdktf: "@cdktf/provider-generator/lib/get/generator/provider-generator.js",
  cdktn: "@cdktn/provider-generator/build/get/generator/provider-generator.js",
} as const;

export type Framework = keyof typeof GENERATORS;

interface CodeMaker {
  indentation: number;
}

interface GeneratorModule {
  readonly TerraformProviderGenerator: new (
    code: CodeMaker,
    schema: ProviderSchemaDocument,
  ) => { generateAll(): void; save(folder: string): Promise<void> };
}

/** Which of our files has the bindings. */
const FOLDER = "src/constructs/generated/bindings";

/** Bindings of the constructs for the provider's own schema, and the role keys of the built-in role models. */
export async function constructs(): Promise<GeneratedFile[]> {
  const bindings = await frameworkBindings("cdktf");
  return [
    ...[...bindings].map(([name, text]) => ({ path: fromRoot(`${FOLDER}/${name}.ts`), text: adapted(text) })),
    { path: fromRoot(`${FOLDER}/index.ts`), text: index([...bindings.keys()]) },
    { path: fromRoot("src/constructs/generated/role-keys.ts"), text: roleKeys() },
  ];
}

/** What a framework's own generator makes of the provider, by the name of the module. */
export async function frameworkBindings(framework: Framework): Promise<ReadonlyMap<string, string>> {
  // The generators ask Terraform for its version and tell their makers that they run. Nothing here needs either.
  process.env.TERRAFORM_BINARY_NAME = "true";
  process.env.CHECKPOINT_DISABLE = "1";
  const require = createRequire(createRequire(import.meta.url).resolve(GENERATORS[framework]));
  const { TerraformProviderGenerator } = require(GENERATORS[framework]) as GeneratorModule;
  const { CodeMaker } = require("codemaker") as { readonly CodeMaker: new () => CodeMaker };
  const code = new CodeMaker();
  code.indentation = 2;
  const generator = new TerraformProviderGenerator(code, providerSchemaDocument(source()));
  generator.generateAll();
  const folder = await mkdtemp(join(tmpdir(), "charter-bindings-"));
  try {
    await generator.save(folder);
    return await readModules(join(folder, "providers", "charter"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The source of the provider, as `cdktf get` is told it. */
function source(): string {
  const [provider] = cdktfJson.terraformProviders;
  if (provider === undefined) throw new Error("cdktf.json names no provider");
  return provider.source;
}

async function readModules(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const texts = names.map(async (name) => [name, await readFile(join(folder, name, "index.ts"), "utf8")] as const);
  return new Map(await Promise.all(texts));
}

/** The generator writes for laxer settings of the compiler than ours. */
function adapted(text: string): string {
  return `${BANNER}// @ts-nocheck\n${text.replaceAll(/[ \t]+$/gm, "")}`;
}

function index(names: readonly string[]): string {
  return `${BANNER}${names.map((name) => `export * from "./${name}.ts";\n`).join("")}`;
}

function roleKeys(): string {
  const models = builtInDocuments().map((document) => {
    const { key, roles, founding } = compileRoleModel(document);
    const scopes = SCOPES.map((scope) => {
      const keys = [...(roles.get(scope)?.keys() ?? [])];
      const founded = scope === "organization" ? founding.roles.map((role) => role.key) : [];
      return `    readonly ${scope}: ${union([...keys, ...founded])};\n`;
    });
    return `  readonly ${JSON.stringify(key)}: {\n${scopes.join("")}  };\n`;
  });
  const comment = "/** The roles that the built-in role models give, by scope. */\n";
  return `${BANNER}\n${comment}export interface RoleKeys {\n${models.join("")}}\n`;
}

function union(keys: readonly string[]): string {
  return keys.length === 0 ? "never" : keys.map((key) => JSON.stringify(key)).join(" | ");
}
