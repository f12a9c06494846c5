import { isAbsolute, relative, resolve, sep } from "node:path";
import schema from "../../schemas/role-model.schema.json" with { type: "json" };
import { type Finding, hasErrors } from "../diagnostics/finding.ts";
import { FindingList } from "../diagnostics/finding-list.ts";
import type { LocatedDocument } from "../documents/located-document.ts";
import { readDocument } from "../documents/read-document.ts";
import { type PatternWords, reportFaults, schemaFaults } from "../documents/schema-findings.ts";
import type { SchemaNode } from "../documents/schema-walk.ts";
import { compileRoleModel } from "../membership/compile-role-model.ts";
import type { RoleModelDocument } from "../membership/generated/role-model-document.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { roleModelFaults } from "../membership/role-model-faults.ts";
import { validateRoleModel } from "./generated/validate-role-model.js";

/** A role model from a file; document and model are there where nothing is wrong with it. */
export interface LoadedRoleModel {
  readonly document: RoleModelDocument | undefined;
  readonly model: RoleModel | undefined;
  /** The file's text by the name that findings use, where it could be read. */
  readonly sources: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

const ROOT: SchemaNode = schema as SchemaNode;

const { key, permission, fields } = schema.$defs;

const PATTERNS: PatternWords = new Map([
  [key.pattern, { words: "lower-case letters, digits and hyphens, at most 63, starting with a letter or digit" }],
  [permission.pattern, { words: "a permission such as issues:triage" }],
  [
    fields.propertyNames.pattern,
    { words: "a name such as memberType, of letters and digits, starting with a small letter" },
  ],
]);

/**
 * Reads a role model that somebody wrote for their own platform, and reports everything that is wrong with it.
 *
 * @param path a YAML or JSON file, relative to `cwd`
 */
export function loadRoleModel(path: string, { cwd }: { readonly cwd: string }): LoadedRoleModel {
  const file = shownName(path, cwd);
  const read = readDocument(resolve(cwd, path), file);
  const findings = new FindingList();
  findings.addAll(read.findings);
  if (read.document !== undefined) check(read.document, findings);
  const found = findings.toArray();
  const sources = new Map(read.text === undefined ? [] : [[file, read.text]]);
  if (read.document === undefined || hasErrors(found))
    return { document: undefined, model: undefined, sources, findings: found };
  const document = read.document.value as RoleModelDocument;
  return { document, model: compileRoleModel(document), sources, findings: found };
}

/** What a role model says is looked at only where its form is right. */
function check(document: LocatedDocument, findings: FindingList): void {
  const { value } = document;
  if (!validateRoleModel(value)) {
    const errors = validateRoleModel.errors ?? [];
    const context = { document, root: ROOT, patterns: PATTERNS };
    reportFaults(schemaFaults({ errors, base: [], value, schema: ROOT }, context), document, findings);
    return;
  }
  for (const { path, message, inKey } of roleModelFaults(value as RoleModelDocument))
    findings.error("role-model-fault", () => ({ message, ...document.locate(path, inKey ? "key" : "value") }));
}

function shownName(path: string, cwd: string): string {
  const inside = relative(cwd, resolve(cwd, path));
  const outside = inside.startsWith("..") || isAbsolute(inside);
  return (outside ? path : inside).replaceAll(sep, "/");
}
