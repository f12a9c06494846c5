import { type Outcome, summarizeOutcomes } from "../../apply/outcome.ts";
import { jsonText } from "../../diagnostics/json-text.ts";
import type { Plan, PlanRefusal } from "../../plan/plan.ts";
import { planSummary } from "../../render/plan-summary.ts";
import { asJson } from "../print-plan.ts";
import type { Terminal } from "../terminal.ts";
import type { ApplyOptions } from "./apply-command.ts";

/** The end report as one JSON document. */
export function printOutcomes(terminal: Terminal, plan: Plan, outcomes: readonly Outcome[]): void {
  const { organization, digest, refusals } = plan;
  const document = {
    organization,
    digest,
    summary: summarizeOutcomes(outcomes),
    message: planSummary(plan),
    refusals,
    outcomes,
  };
  terminal.out(jsonText(document));
}

/** Why a saved plan may no longer be applied. */
export async function printRefusals(
  terminal: Terminal,
  plan: Plan,
  refusals: readonly PlanRefusal[],
  options: ApplyOptions,
): Promise<void> {
  if (asJson(options)) return printOutcomes(terminal, { ...plan, refusals }, []);
  const { refusalsText } = await import("../../render/plan-text.ts");
  terminal.err(refusalsText(plan, refusals, { color: terminal.color.err, width: terminal.width.err }));
}
