import type { CharterDocument } from "../../charter/generated/charter-document.ts";
import { loadCharter } from "../../charter/load-charter.ts";
import type { JsonSchema, SchemaSubject } from "../../charter/narrowing/schema-subject.ts";
import { specializeSchema } from "../../charter/specialize-schema.ts";
import { jsonText } from "../../diagnostics/json-text.ts";
import { readPackageFile } from "../../files/package-file.ts";
import { compileRoleModel } from "../../membership/compile-role-model.ts";
import type { Reading } from "../../membership/reading.ts";
import { narrowedTo } from "../charter-groups.ts";
import { openConnection } from "../connection.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openConnectionToOne } from "../find-organization.ts";
import { findRoleModelDocument } from "../find-role-model.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { SchemaName, SchemaOptions } from "./schema-command.ts";

/** Prints a schema; that of charters narrowed, where a role model or an API is named. */
export async function printSchema(terminal: Terminal, name: SchemaName, options: SchemaOptions): Promise<ExitCode> {
  const schema = JSON.parse(readPackageFile(`schemas/${name}.schema.json`)) as JsonSchema;
  if (!isNarrowed(options)) {
    terminal.out(jsonText(schema));
    return EXIT.done;
  }
  if (name !== "charter") throw new UsageError(`only the schema of charters can be narrowed, not that of ${name}`);
  const subject = await subjectOf(terminal, options);
  if (subject === undefined) return EXIT.error;
  terminal.out(jsonText(specializeSchema(schema, subject)));
  return EXIT.done;
}

function isNarrowed({ api, live, roleModel, charter }: SchemaOptions): boolean {
  if (api !== undefined || live === true || roleModel !== undefined) return true;
  if (charter !== undefined) throw new UsageError("--charter says nothing alone: name --role-model or --api as well");
  return false;
}

/** Undefined where the role model has errors, which are printed. */
async function subjectOf(terminal: Terminal, options: SchemaOptions): Promise<SchemaSubject | undefined> {
  const declared = declaredIn(terminal, options);
  const known = declared === undefined ? {} : { declared };
  if (options.roleModel === undefined) return { ...(await readLive(terminal, options, declared)), ...known };
  if (options.api !== undefined || options.live === true)
    throw new UsageError("the API says by which rules it goes: leave out --role-model");
  const document = await findRoleModelDocument(terminal, options.roleModel);
  return document && { model: compileRoleModel(document), ...known };
}

/** What can be read of a charter; its faults are for `charter validate`. One that is named has to be there. */
function declaredIn({ cwd }: Terminal, { charter: path, organization }: SchemaOptions): CharterDocument | undefined {
  const named = path === undefined ? [] : [path];
  const paths = organization === undefined ? named : narrowedTo(organization, named, cwd);
  const { document, findings } = loadCharter(paths, { cwd });
  if (document === undefined && path !== undefined)
    throw new UsageError(findings[0]?.message ?? `there is no charter in ${path}`);
  return document;
}

async function readLive(
  terminal: Terminal,
  options: SchemaOptions,
  declared: CharterDocument | undefined,
): Promise<SchemaSubject> {
  const organization = options.organization ?? declared?.organization;
  const connection =
    organization === undefined
      ? await openConnectionToOne(terminal, options)
      : await openConnection(terminal, options, organization);
  try {
    const { reader } = connection;
    const [model, reading] = await Promise.all([reader.readRoleModel(), reader.read()]);
    assertWhole(reading);
    return { model, live: reading.organization };
  } finally {
    await connection.close();
  }
}

/** A schema made from half a listing would mark what is right. */
function assertWhole({ completeness }: Reading): void {
  for (const collection of ["roles", "tenants", "projects"] as const) {
    const listing = completeness[collection];
    if (listing.state !== "complete")
      throw new UsageError(`the live ${collection} cannot be listed whole: ${listing.reason}`);
  }
}
