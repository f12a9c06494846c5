import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { MembershipReader } from "../../api/ports.ts";
import { type CharterHeader, writeCharter } from "../../charter/write-charter.ts";
import { jsonText } from "../../diagnostics/json-text.ts";
import { COLLECTIONS } from "../../membership/declaration.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openConnectionToOne } from "../find-organization.ts";
import { schemaBeside } from "../schema-beside.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { ExportOptions } from "./export-command.ts";

/** Prints the live state as a charter. */
export async function exportCharter(terminal: Terminal, options: ExportOptions): Promise<ExitCode> {
  const connection = await openConnectionToOne(terminal, options);
  try {
    const yaml = await liveCharter(terminal, options.out, connection.reader);
    const text = options.json === true ? await asJsonText(yaml) : yaml;
    if (options.out === undefined) terminal.out(text);
    else await writeNew(terminal, options.out, text);
    return EXIT.done;
  } finally {
    await connection.close();
  }
}

/** A charter may be written in JSON as well. */
async function asJsonText(yaml: string): Promise<string> {
  const { load } = await import("js-yaml");
  return jsonText(load(yaml));
}

/** The charter that plans to no changes, for the file it goes to. A listing that cannot be trusted makes none. */
export async function liveCharter(
  terminal: Terminal,
  out: string | undefined,
  reader: MembershipReader,
): Promise<string> {
  const [model, reading] = await Promise.all([reader.readRoleModel(), reader.read()]);
  for (const collection of COLLECTIONS) {
    const completeness = reading.completeness[collection];
    if (completeness.state === "truncated")
      throw new UsageError(`the listing of ${collection} cannot be trusted: ${completeness.reason}. Try again`);
  }
  return writeCharter(reading.organization, model, headerFor(terminal, out));
}

/** What is printed will lie in the working folder. */
export function headerFor({ cwd }: Terminal, out = "charter.yaml"): CharterHeader {
  return { schema: schemaBeside(resolve(cwd, out)) };
}

/** Writes a file that does not exist yet, and never over one. */
export async function writeNew(terminal: Terminal, file: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(terminal.cwd, file), text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new UsageError(`${file} exists already; nothing was written. Name another file with --out`);
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
  }
  terminal.err(`wrote ${file}\n`);
}
