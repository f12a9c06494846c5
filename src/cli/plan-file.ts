import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { PlanDocument } from "../plan/generated/plan-document.ts";
import { validatePlan } from "../plan/generated/validate-plan.js";
import { PLAN_FORMAT, type Plan } from "../plan/plan.ts";
import { decodePlan, digestOf } from "../plan/plan-document.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** The saved plan that the arguments name, if they name one: a single JSON file of the plan's format. */
export async function tryReadPlanFile(terminal: Terminal, paths: readonly string[]): Promise<Plan | undefined> {
  const [file] = paths;
  if (file === undefined || paths.length !== 1 || !file.endsWith(".json")) return undefined;
  const text = await readFile(resolve(terminal.cwd, file), "utf8").catch((error: Error) => {
    throw new UsageError(`cannot read ${file}: ${error.message}`);
  });
  const document = tryParse(text);
  // A charter can be written in JSON too; whatever calls itself a plan is one.
  if (document === undefined || typeof document.format !== "string") return undefined;
  if (document.format !== PLAN_FORMAT)
    throw new UsageError(`${file} is a plan of the format ${document.format}; this version reads ${PLAN_FORMAT}`);
  return trusted(file, document);
}

function tryParse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function trusted(file: string, document: Record<string, unknown>): Plan {
  if (!validatePlan(document)) {
    const [fault] = validatePlan.errors ?? [];
    throw new UsageError(`${file} is no valid plan: ${fault?.instancePath || "/"} ${fault?.message ?? "is wrong"}`);
  }
  const plan = document as unknown as PlanDocument;
  const digest = digestOf(plan);
  if (digest !== plan.digest) {
    throw new UsageError(
      `${file} was changed after it was saved: its content has the digest ${digest}, and it says ${plan.digest}. Plan again`,
    );
  }
  return decodePlan(plan);
}
