import { stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { makeFolder } from "../files/make-folder.ts";
import type { Plan } from "../plan/plan.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Where a plan is saved: the file that was asked for, or in the folder that was, made where its name ends with a slash.
 */
export async function planFileIn(terminal: Terminal, { organization }: Plan, out: string): Promise<string> {
  const path = resolve(terminal.cwd, out);
  if (out.endsWith("/")) makePlanFolder(path);
  else if (!(await isFolder(path))) return out;
  return join(out, `${organization}.json`);
}

/** True where plans of several organizations have a file each. */
export async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Saves a plan, for its owner alone to read. */
export async function savePlan(terminal: Terminal, plan: Plan, file: string): Promise<void> {
  const { planJson } = await import("../render/plan-json.ts");
  await writeFile(resolve(terminal.cwd, file), planJson(plan), { mode: 0o600 }).catch(unsaved);
  const use =
    plan.refusals.length === 0
      ? `\`charter apply ${file}\` carries out exactly this plan`
      : "it is refused, and cannot be applied: plan again once its reasons are gone";
  terminal.err(`saved ${file}; ${use}\n`);
}

function makePlanFolder(path: string): void {
  try {
    makeFolder(path);
  } catch (error) {
    unsaved(error as Error);
  }
}

function unsaved(error: Error): never {
  throw new UsageError(`cannot save the plan: ${error.message}`);
}
