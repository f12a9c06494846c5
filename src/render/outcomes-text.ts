import { type Outcome, summarizeOutcomes } from "../apply/outcome.ts";
import { printable } from "../diagnostics/printable.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";
import { describeChange } from "./describe-change.ts";
import { paint } from "./paint.ts";
import type { TextOptions } from "./plan-text.ts";

/** One change and how it ended, for logs: `done  c3 change-role members/grace@acme.example`. */
export function outcomeLine(outcome: Outcome, { id, change, address }: PlannedChange, { color }: TextOptions): string {
  const colors = paint(color);
  const word = outcome.outcome.padEnd(13);
  const kind = outcome.outcome === "done" ? colors.added(word) : colors.removed(word);
  const resumed = outcome.resumed === true ? colors.faint("  (by an earlier run)") : "";
  const why =
    outcome.message === undefined ? "" : `\n${" ".repeat(14)}${printable(`${outcome.code ?? ""}: ${outcome.message}`)}`;
  return `${kind} ${id.padEnd(5)} ${change.kind} ${printable(address)}${resumed}${why}\n`;
}

/** The end report: everything that did not end well, by name, and one line that counts. */
export function outcomesText(plan: Plan, outcomes: readonly Outcome[], options: TextOptions): string {
  const byId = new Map(plan.changes.map((change) => [change.id, change]));
  const unwell = outcomes.filter(({ outcome }) => outcome !== "done");
  const lines = unwell.flatMap((outcome) => {
    const planned = byId.get(outcome.id);
    if (planned === undefined) return [];
    const { sign, detail } = describeChange(planned);
    return [outcomeLine(outcome, planned, options).trimEnd(), `${" ".repeat(14)}${sign} ${printable(detail)}`];
  });
  return `${[...lines, outcomesSummary(outcomes, options)].join("\n")}\n`;
}

function outcomesSummary(outcomes: readonly Outcome[], { color }: TextOptions): string {
  const summary = summarizeOutcomes(outcomes);
  const parts = Object.entries(summary).filter(([kind, number]) => number > 0 || kind === "done");
  return paint(color).strong(`Applied: ${parts.map(([kind, number]) => `${number} ${kind}`).join(", ")}.`);
}
