import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import { load } from "js-yaml";
import type { GeneratedFile } from "../generate.ts";
import { BANNER, fromRoot } from "./paths.ts";

/** Validators that one generated module exports: its name, and the schema that it checks. */
interface ValidatorModule {
  readonly schema: string;
  readonly to: string;
  /** Export name to a reference into the schema; `#` is the whole. */
  readonly exports: Readonly<Record<string, string>>;
  readonly allErrors: boolean;
}

const MODULES: readonly ValidatorModule[] = [
  {
    schema: "schemas/role-model.schema.json",
    to: "src/role-models/generated/validate-role-model",
    exports: { validateRoleModel: "#" },
    allErrors: true,
  },
  {
    // Members one by one: all errors over one huge array is quadratic.
    schema: "schemas/charter.schema.json",
    to: "src/charter/generated/validate-charter",
    exports: { validateEnvelope: "#/$defs/envelope", validateMember: "#/$defs/member", validateGrant: "#/$defs/grant" },
    allErrors: true,
  },
  {
    schema: "schemas/plan.schema.json",
    to: "src/plan/generated/validate-plan",
    exports: { validatePlan: "#" },
    allErrors: false,
  },
  {
    schema: "schemas/charter-test.schema.json",
    to: "src/policy/generated/validate-policy",
    exports: { validatePolicy: "#" },
    allErrors: true,
  },
  {
    schema: "schemas/membership-api.openapi.yaml",
    to: "src/api/generated/validate-wire",
    exports: {
      validateHeader: "#/components/schemas/SnapshotHeader",
      validateLine: "#/components/schemas/SnapshotLine",
      validateIdentity: "#/components/schemas/Identity",
      validateProblem: "#/components/schemas/Problem",
      validatePage: "#/components/schemas/Page",
    },
    allErrors: false,
  },
];

/** Validators compiled ahead of time: nothing is compiled when the command starts. */
export async function validators(): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const module of MODULES) {
    if (!existsSync(fromRoot(module.schema))) continue;
    const schema = load(await readFile(fromRoot(module.schema), "utf8")) as Record<string, unknown>;
    files.push({ path: fromRoot(`${module.to}.js`), text: javascript(module, schema) });
    files.push({ path: fromRoot(`${module.to}.d.ts`), text: declarations(module) });
  }
  return files;
}

function javascript(module: ValidatorModule, schema: Record<string, unknown>): string {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: module.allErrors,
    verbose: false,
    discriminator: true,
    code: { source: true, esm: true, optimize: true },
  });
  addFormats.default(ajv);
  const id = typeof schema.$id === "string" ? schema.$id : "urn:charter:schema:membership-api";
  ajv.addSchema({ ...withoutMappings(schema), $id: id });
  const refs: Record<string, string> = {};
  for (const [name, reference] of Object.entries(module.exports)) {
    const wrapper = `urn:charter:validator:${name}`;
    ajv.addSchema({ $id: wrapper, $ref: reference === "#" ? id : `${id}${reference}` });
    refs[name] = wrapper;
  }
  return `${BANNER}${requiresToImports(standaloneCode.default(ajv, refs))}\n`;
}

/** OpenAPI names the schemas of a discriminator in `mapping`; ajv finds them by their constants and refuses it. */
function withoutMappings(schema: Record<string, unknown>): Record<string, unknown> {
  const drop = (key: string, value: { propertyName?: unknown }) =>
    key === "discriminator" ? { propertyName: value.propertyName } : value;
  return JSON.parse(JSON.stringify(schema, drop)) as Record<string, unknown>;
}

/** Standalone code still asks for its runtime with `require`; in an ES module that has to be an import. */
function requiresToImports(code: string): string {
  const imports = new Map<string, string>();
  const body = code.replaceAll(
    /require\("([^"]+)"\)(\.default|\.[A-Za-z]+(?:\["[^"]+"\])?)?/g,
    (_all, path: string, member = "") => {
      const name = imports.get(path) ?? `runtime${imports.size}`;
      imports.set(path, name);
      return `${name}${member}`;
    },
  );
  // Node gives a CommonJS module's exports as the default import, bundlers and test runners may unwrap them.
  const lines = [...imports].map(([path, name]) =>
    [
      `import * as ${name}_ from "${path}.js";`,
      `const ${name} = typeof ${name}_.default === "function" ? ${name}_ : ${name}_.default;`,
    ].join("\n"),
  );
  return [...lines, body].join("\n");
}

function declarations(module: ValidatorModule): string {
  const names = Object.keys(module.exports);
  const lines = names.map((name) => `export declare const ${name}: ValidateFunction;`);
  return `${BANNER}import type { ValidateFunction } from "ajv";\n\n${lines.join("\n")}\n`;
}
