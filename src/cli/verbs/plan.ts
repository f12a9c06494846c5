import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Plan } from "../../plan/plan.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { preparePlan } from "../prepare-plan.ts";
import type { Terminal } from "../terminal.ts";
import type { PlanOptions } from "./plan-command.ts";

/** Shows what would change. Writes nothing but the plan file that it is asked for. */
export async function plan(terminal: Terminal, paths: readonly string[], options: PlanOptions): Promise<ExitCode> {
  const prepared = await preparePlan(terminal, paths, options);
  if (prepared === undefined) return EXIT.error;
  await prepared.connection.close();
  await printPlan(terminal, prepared.plan, options);
  if (options.out !== undefined) await savePlan(terminal, prepared.plan, options.out);
  if (prepared.plan.refusals.length > 0) return EXIT.refused;
  return options.detailedExitcode === true && prepared.plan.changes.length > 0 ? EXIT.pending : EXIT.done;
}

/** Prints a plan as data. */
export async function printPlan(
  terminal: Terminal,
  plan: Plan,
  options: Pick<PlanOptions, "format" | "json">,
): Promise<void> {
  if (options.json === true || options.format === "json") {
    const { planJson } = await import("../../render/plan-json.ts");
    terminal.out(planJson(plan));
  } else {
    const { planText } = await import("../../render/plan-text.ts");
    terminal.out(planText(plan, { color: terminal.color.out }));
  }
}

async function savePlan(terminal: Terminal, plan: Plan, file: string): Promise<void> {
  const { planJson } = await import("../../render/plan-json.ts");
  await writeFile(resolve(terminal.cwd, file), planJson(plan), { mode: 0o600 });
  terminal.err(`saved ${file}; \`charter apply ${file}\` carries out exactly this plan\n`);
}
