import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import openapi, { astToString } from "openapi-typescript";
import type { GeneratedFile } from "../generate.ts";
import { BANNER, fromRoot } from "./paths.ts";

const TYPES = [
  {
    schema: "schemas/role-model.schema.json",
    name: "RoleModelDocument",
    to: "src/membership/generated/role-model-document.ts",
  },
  { schema: "schemas/charter.schema.json", name: "CharterDocument", to: "src/charter/generated/charter-document.ts" },
  { schema: "schemas/plan.schema.json", name: "PlanDocument", to: "src/plan/generated/plan-document.ts" },
  {
    schema: "schemas/charter-test.schema.json",
    name: "PolicyDocument",
    to: "src/policy/generated/policy-document.ts",
  },
];

const WIRE = { schema: "schemas/membership-api.openapi.yaml", to: "src/api/generated/wire.ts" };

/** TypeScript types of the documents that the schemas describe. */
export async function schemaTypes(): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const { schema, name, to } of TYPES) {
    if (!existsSync(fromRoot(schema))) continue;
    const document = JSON.parse(await readFile(fromRoot(schema), "utf8")) as JSONSchema;
    const options = { bannerComment: BANNER.trim(), additionalProperties: false, style: { printWidth: 120 } };
    const text = await compile({ ...document, title: name }, name, options);
    files.push({ path: fromRoot(to), text });
  }
  if (existsSync(fromRoot(WIRE.schema))) {
    const nodes = await openapi(new URL(`file://${fromRoot(WIRE.schema)}`));
    files.push({ path: fromRoot(WIRE.to), text: `${BANNER}\n${astToString(nodes)}` });
  }
  return files;
}
