import { readdir, readFile } from "node:fs/promises";
import { load } from "js-yaml";
import type { GeneratedFile } from "../generate.ts";
import { BANNER, fromRoot } from "./paths.ts";

const ORDER = [
  "standard",
  "ranked-roles",
  "tenants-and-projects",
  "custom-roles",
  "member-types",
  "permission-overrides",
];

/** The built-in role models as one module, so that none is read from disk or parsed when the command starts. */
export async function builtInRoleModels(): Promise<GeneratedFile[]> {
  const present = (await readdir(fromRoot("src/role-models"))).filter((name) => name.endsWith(".yaml"));
  if (present.length !== ORDER.length)
    throw new Error(`role models are ${present.join(", ")}; the order here names ${ORDER.join(", ")}`);
  const documents = await Promise.all(
    ORDER.map(async (key) => load(await readFile(fromRoot(`src/role-models/${key}.yaml`), "utf8"))),
  );
  const text = [
    BANNER.trim(),
    'import type { RoleModelDocument } from "../../membership/generated/role-model-document.ts";',
    "",
    `export const BUILT_IN_DOCUMENTS: readonly RoleModelDocument[] = ${JSON.stringify(documents, null, 2)};`,
    "",
  ].join("\n");
  return [{ path: fromRoot("src/role-models/generated/built-in.ts"), text }];
}
