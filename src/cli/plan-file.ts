import { open, readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { clipped } from "../diagnostics/clipped.ts";
import { isDeeperThan } from "../diagnostics/json-depth.ts";
import { quoted } from "../diagnostics/printable.ts";
import { DEEPEST } from "../documents/alias-budget.ts";
import { type Path, parsePointer } from "../documents/path.ts";
import { changeFault } from "../plan/change-fault.ts";
import type { PlanDocument } from "../plan/generated/plan-document.ts";
import { validatePlan } from "../plan/generated/validate-plan.js";
import { PLAN_FORMAT, type Plan } from "../plan/plan.ts";
import { decodePlan, digestOf } from "../plan/plan-document.ts";
import { planPlace } from "./plan-place.ts";
import { RefusedError } from "./refused-error.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** A file that is to be a plan: its name as it is shown, and what is in it. */
interface PlanText {
  readonly file: string;
  readonly text: string;
}

/**
 * The saved plan that the arguments name, if they name one: a single file, whatever it is called. A plan that was
 * changed after it was saved is refused. Errors begin with the place of the fault, `file:line:column`.
 */
export async function tryReadPlanFile(terminal: Terminal, paths: readonly string[]): Promise<Plan | undefined> {
  const [file] = paths;
  if (file === undefined || paths.length !== 1) return undefined;
  const path = resolve(terminal.cwd, file);
  if (!(await startsLikeJson(path))) return undefined;
  const text = await readFile(path, "utf8");
  const document = tryParse(text);
  if (document === undefined) {
    // A charter can be written in JSON too, and is then read, and complained about, as one.
    if (!text.includes(`"${PLAN_FORMAT}"`)) return undefined;
    throw new UsageError(
      `${planPlace(file, text)}: this is no whole plan: it was cut off, or changed after it was saved. Plan again`,
    );
  }
  if (!callsItselfPlan(document)) return undefined;
  if (isDeeperThan(text, DEEPEST))
    throw new UsageError(
      `${planPlace(file, text)}: this is no valid plan: it is nested more than ${DEEPEST} levels deep`,
    );
  if (document.format !== PLAN_FORMAT)
    throw new UsageError(
      `${planPlace(file, text, ["format"])}: this is a plan of the format ${quoted(document.format)}; this version reads ${PLAN_FORMAT}`,
    );
  return trusted({ file, text }, document);
}

/** What cannot be read here is a charter as far as this is concerned: its loader has the words for what is wrong. */
async function startsLikeJson(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
      return buffer.toString("utf8", 0, bytesRead).trimStart().startsWith("{");
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
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

function callsItselfPlan(document: Record<string, unknown>): boolean {
  return typeof document.format === "string" || ("digest" in document && "changes" in document);
}

function trusted(from: PlanText, document: Record<string, unknown>): Plan {
  const digest = digestOf(document as unknown as PlanDocument);
  if (digest !== document.digest) {
    const place = planPlace(from.file, from.text, ["digest"]);
    throw new RefusedError(
      "digest-mismatch",
      `${place}: the plan was changed after it was saved: its content has the digest ${digest}, and it says ${quoted(document.digest)}. Plan again`,
      { organization: textOf(document.organization), digest: textOf(document.digest) },
    );
  }
  if (!validatePlan(document)) {
    const [fault] = validatePlan.errors ?? [];
    const pointer = fault?.instancePath ?? "";
    throw invalid(from, parsePointer(pointer), `${short(pointer) || "/"} ${fault?.message ?? "is wrong"}`);
  }
  const plan = decodePlan(document as unknown as PlanDocument);
  assertSound(from, plan, document as unknown as PlanDocument);
  return plan;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A digest keeps nobody from writing a plan by hand: what is shown of a change must be what it does. */
function assertSound(from: PlanText, plan: Plan, { changes }: PlanDocument): void {
  const ids = new Set<string>();
  for (const [index, { id, change, address }] of plan.changes.entries()) {
    const fault = changeFault(change, changes[index]?.kind ?? "", address);
    if (fault !== undefined) throw invalid(from, ["changes", index], `${short(id)} ${short(fault)}`);
    if (ids.has(id)) throw invalid(from, ["changes", index, "id"], `two changes have the id ${short(id)}`);
    ids.add(id);
  }
}

function invalid({ file, text }: PlanText, path: Path, fault: string): UsageError {
  return new UsageError(`${planPlace(file, text, path)}: this is no valid plan: ${fault}`);
}

function short(text: string): string {
  return clipped(text, 200);
}
