import { resolve } from "node:path";
import type { ExpiringAccess } from "../../membership/expiring-access.ts";
import type { Plan } from "../../plan/plan.ts";
import { planSummary } from "../../render/plan-summary.ts";
import { groupCharters } from "../charter-groups.ts";
import { type Ended, INVALID } from "../ended.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { overOrganizations } from "../many-organizations.ts";
import { tryReadPlanFile } from "../plan-file.ts";
import { preparePlan } from "../prepare-plan.ts";
import { planInMarkdown, printPlan, type Shown } from "../print-plan.ts";
import { isFolder, planFileIn, savePlan } from "../save-plan.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { PlanOptions } from "./plan-command.ts";

/** Shows what would change, organization by organization. Writes nothing but the plan files that it is asked for. */
export async function plan(terminal: Terminal, paths: readonly string[], options: PlanOptions): Promise<ExitCode> {
  await assertRoomFor(terminal, paths, options);
  return await overOrganizations(terminal, paths, options, planOne);
}

/** One file cannot hold the plans of several organizations. */
async function assertRoomFor(terminal: Terminal, paths: readonly string[], { out }: PlanOptions): Promise<void> {
  if (out === undefined || out.endsWith("/")) return;
  const { length } = groupCharters(paths, terminal.cwd);
  if (length < 2 || (await isFolder(resolve(terminal.cwd, out)))) return;
  throw new UsageError(`${length} organizations have a plan each: name a folder for them, as in --out ${out}/`);
}

async function planOne(terminal: Terminal, paths: readonly string[], options: PlanOptions): Promise<Ended> {
  const saved = await tryReadPlanFile(terminal, paths);
  if (saved !== undefined) return await showSaved(terminal, saved, paths[0] ?? "", options);
  const prepared = await preparePlan(terminal, paths, options);
  if (prepared === undefined) return INVALID;
  const { plan, expiring, connection } = prepared;
  await connection.close();
  const file = options.out === undefined ? undefined : await planFileIn(terminal, plan, options.out);
  const shown: Shown = { sourceUrl: options.sourceUrl, file, expiring };
  await printPlan(terminal, plan, options, shown);
  if (file !== undefined) await savePlan(terminal, plan, file);
  await comment(terminal, plan, options, shown);
  return endOf(plan, options);
}

/** Shows a plan that was made before, and asks nobody: only what is in the file. */
async function showSaved(terminal: Terminal, plan: Plan, file: string, options: PlanOptions): Promise<Ended> {
  const decided = (["out", "allow", "approver", "author", "approvals"] as const).find(
    (option) => options[option] !== undefined,
  );
  if (decided !== undefined)
    throw new UsageError(`${file} is a saved plan, which --${decided} cannot alter: plan again from the charter`);
  const shown: Shown = { sourceUrl: options.sourceUrl, file };
  await printPlan(terminal, plan, options, shown);
  await comment(terminal, plan, options, shown);
  return endOf(plan, options);
}

/** Shows the plan to the reviewers, once it has been printed: what fails here leaves the plan readable. */
async function comment(terminal: Terminal, plan: Plan, options: PlanOptions, shown: Shown): Promise<void> {
  if (options.comment === undefined) return;
  const { postComment } = await import("./post-plan.ts");
  const body = await planInMarkdown(terminal, plan, shown);
  await postComment(terminal, plan, body, options.comment, options);
}

function endOf(plan: Plan, { detailedExitcode }: PlanOptions): Ended {
  const { refusals, changes } = plan;
  const pending = detailedExitcode === true && changes.length > 0;
  const code = refusals.length > 0 ? EXIT.refused : pending ? EXIT.pending : EXIT.done;
  return { code, summary: planSummary(plan) };
}

/**
 * Whether the live state is as the charter declares. Other than a plan, it counts what is live and declared nowhere:
 * somebody let in by hand is what a schedule looks for.
 */
export async function drift(terminal: Terminal, paths: readonly string[], options: PlanOptions): Promise<ExitCode> {
  return await overOrganizations(terminal, paths, options, driftOfOne);
}

/** Whether one organization is as its charter declares. */
export async function driftOfOne(terminal: Terminal, paths: readonly string[], options: PlanOptions): Promise<Ended> {
  const prepared = await preparePlan(terminal, paths, options, "drift");
  if (prepared === undefined) return INVALID;
  const { plan, expiring, connection } = prepared;
  await connection.close();
  const shown: Shown = { sourceUrl: options.sourceUrl, expiring };
  await printPlan(terminal, plan, options, shown);
  await comment(terminal, plan, options, shown);
  const differs = plan.changes.length + plan.unmanaged.length > 0;
  await keepIssue(terminal, plan, options, { shown, expiring, differs: differs || plan.refusals.length > 0 });
  const code = plan.refusals.length > 0 ? EXIT.refused : differs ? EXIT.pending : EXIT.done;
  return { code, summary: planSummary(plan) };
}

/** One issue tells what differs, and what will: it stays open for as long as there is either. */
async function keepIssue(
  terminal: Terminal,
  plan: Plan,
  { issue }: PlanOptions,
  { shown, expiring, differs }: { shown: Shown; expiring: readonly ExpiringAccess[]; differs: boolean },
): Promise<void> {
  if (issue === undefined) return;
  const { postIssue } = await import("./post-plan.ts");
  const body = await planInMarkdown(terminal, plan, shown);
  const subject = differs ? "differs" : expiring.length > 0 ? "expires" : undefined;
  await postIssue(terminal, plan, body, issue, subject);
}
