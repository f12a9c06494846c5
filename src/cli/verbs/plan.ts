import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Plan } from "../../plan/plan.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { tryReadPlanFile } from "../plan-file.ts";
import { preparePlan } from "../prepare-plan.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { PlanOptions } from "./plan-command.ts";

/** Shows what would change. Writes nothing but the plan file that it is asked for. */
export async function plan(terminal: Terminal, paths: readonly string[], options: PlanOptions): Promise<ExitCode> {
  const saved = await tryReadPlanFile(terminal, paths);
  if (saved !== undefined) return await showSaved(terminal, saved, paths[0] ?? "", options);
  const prepared = await preparePlan(terminal, paths, options);
  if (prepared === undefined) return EXIT.error;
  await prepared.connection.close();
  await printPlan(terminal, prepared.plan, options, options.out);
  if (options.out !== undefined) await savePlan(terminal, prepared.plan, options.out);
  await comment(terminal, prepared.plan, options, options.out);
  return exitCodeOf(prepared.plan, options);
}

/** Shows a plan that was made before, and asks nobody: only what is in the file. */
async function showSaved(terminal: Terminal, plan: Plan, file: string, options: PlanOptions): Promise<ExitCode> {
  const decided = (["out", "allow", "approver", "author", "approvals"] as const).find(
    (option) => options[option] !== undefined,
  );
  if (decided !== undefined)
    throw new UsageError(`${file} is a saved plan, which --${decided} cannot alter: plan again from the charter`);
  await printPlan(terminal, plan, options, file);
  await comment(terminal, plan, options, file);
  return exitCodeOf(plan, options);
}

/** Shows the plan to the reviewers, once it has been printed: what fails here leaves the plan readable. */
async function comment(terminal: Terminal, plan: Plan, options: PlanOptions, file?: string): Promise<void> {
  if (options.comment === undefined) return;
  const { postComment } = await import("./post-plan.ts");
  const body = await inMarkdown(terminal, plan, options.sourceUrl, file);
  await postComment(terminal, plan, body, options.comment, options);
}

function exitCodeOf({ refusals, changes }: Plan, { detailedExitcode }: PlanOptions): ExitCode {
  if (refusals.length > 0) return EXIT.refused;
  return detailedExitcode === true && changes.length > 0 ? EXIT.pending : EXIT.done;
}

/**
 * Whether the live state is as the charter declares. Other than a plan, it counts what is live and declared nowhere:
 * somebody let in by hand is what a schedule looks for.
 */
export async function drift(terminal: Terminal, paths: readonly string[], options: PlanOptions): Promise<ExitCode> {
  const prepared = await preparePlan(terminal, paths, options, "drift");
  if (prepared === undefined) return EXIT.error;
  const { plan, connection } = prepared;
  await connection.close();
  await printPlan(terminal, plan, options);
  await comment(terminal, plan, options);
  const differs = plan.changes.length + plan.unmanaged.length > 0;
  if (options.issue !== undefined) {
    const { postIssue } = await import("./post-plan.ts");
    const body = await inMarkdown(terminal, plan, options.sourceUrl, undefined);
    await postIssue(terminal, plan, body, options.issue, differs || plan.refusals.length > 0);
  }
  if (plan.refusals.length > 0) return EXIT.refused;
  return differs ? EXIT.pending : EXIT.done;
}

/** True where the output is to be JSON. */
export function asJson({ json, format }: Pick<PlanOptions, "format" | "json">): boolean {
  return json === true || format === "json";
}

/**
 * Prints a plan as data.
 *
 * @param file where the plan is saved, if it is
 */
export async function printPlan(
  terminal: Terminal,
  plan: Plan,
  options: Pick<PlanOptions, "format" | "json" | "sourceUrl">,
  file?: string,
): Promise<void> {
  switch (asJson(options) ? "json" : options.format) {
    case "json": {
      const { planJson } = await import("../../render/plan-json.ts");
      return terminal.out(planJson(plan));
    }
    case "markdown":
      return terminal.out(await inMarkdown(terminal, plan, options.sourceUrl, file));
    case "html": {
      const { planPage } = await import("../../render/page/report-page.ts");
      return terminal.out(planPage(plan));
    }
    case "text": {
      const { planText } = await import("../../render/plan-text.ts");
      return terminal.out(planText(plan, { color: terminal.color.out, width: terminal.width.out }));
    }
  }
}

async function inMarkdown(terminal: Terminal, plan: Plan, template: string | undefined, file: string | undefined) {
  const [{ planMarkdown }, { sourceUrls, tryFindRunUrl }] = await Promise.all([
    import("../../render/plan-markdown.ts"),
    import("../source-url.ts"),
  ]);
  return planMarkdown(plan, {
    sourceUrl: sourceUrls(terminal, template),
    command: file === undefined ? "charter plan" : `charter plan ${file}`,
    wholeUrl: tryFindRunUrl(terminal),
  });
}

async function savePlan(terminal: Terminal, plan: Plan, file: string): Promise<void> {
  const { planJson } = await import("../../render/plan-json.ts");
  await writeFile(resolve(terminal.cwd, file), planJson(plan), { mode: 0o600 }).catch((error: Error) => {
    throw new UsageError(`cannot save the plan: ${error.message}`);
  });
  terminal.err(`saved ${file}; \`charter apply ${file}\` carries out exactly this plan\n`);
}
