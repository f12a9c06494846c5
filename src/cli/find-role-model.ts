import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { RoleModelDocument } from "../membership/generated/role-model-document.ts";
import { builtInDocuments, tryFindBuiltInDocument } from "../role-models/built-in.ts";
import { loadRoleModel } from "../role-models/load-role-model.ts";
import { unknownWord } from "./choice.ts";
import { reportFindings } from "./findings-output.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** A role model by its key or by a file. Undefined where the file has errors, which are printed. */
export async function findRoleModelDocument(terminal: Terminal, name: string): Promise<RoleModelDocument | undefined> {
  const builtIn = tryFindBuiltInDocument(name);
  if (builtIn !== undefined) return builtIn;
  if (!existsSync(resolve(terminal.cwd, name))) {
    const keys = builtInDocuments().map(({ key }) => key);
    throw new UsageError(
      `there is no role model ${JSON.stringify(name)}, neither as a file nor built in. ${unknownWord(name, keys)}`,
    );
  }
  const own = loadRoleModel(name, { cwd: terminal.cwd });
  return (await reportFindings(terminal, own.findings, own.sources)) ? undefined : own.document;
}
