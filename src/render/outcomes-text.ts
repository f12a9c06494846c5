import { type Outcome, summarizeOutcomes } from "../apply/outcome.ts";
import { printable } from "../diagnostics/printable.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";
import { paint } from "./paint.ts";
import type { TextOptions } from "./plan-text.ts";
import { wrapText } from "./wrap.ts";

/** As wide as the longest outcome, and a space. */
const OUTCOME = 14;
const ID = 6;

/**
 * One change and how it ended, with why below it: `done  3/5 change-role members/grace@acme.example`. The place is how
 * many have ended by then; the report, which may stand right below, has the plan's own names of changes there.
 */
export function outcomeLine(outcome: Outcome, planned: PlannedChange, place: string, options: TextOptions): string {
  return [headLine(outcome, planned, place, options), ...reasonLines(outcome, options)]
    .map((line) => `${line}\n`)
    .join("");
}

/** The end report: every change with its outcome in the plan's order, and one line that counts. */
export function outcomesText(plan: Plan, outcomes: readonly Outcome[], options: TextOptions): string {
  const byId = new Map(plan.changes.map((change) => [change.id, change]));
  const lines: string[] = [];
  let reason = "";
  for (const outcome of outcomes) {
    const planned = byId.get(outcome.id);
    if (planned === undefined) continue;
    lines.push(headLine(outcome, planned, planned.id, options));
    // What stopped everything is said once, and not below each of a thousand changes.
    const why = outcome.message ?? "";
    if (why !== reason) lines.push(...reasonLines(outcome, options));
    reason = why;
  }
  return `${[...lines, outcomesSummary(outcomes, options)].join("\n")}\n`;
}

function headLine(
  { outcome, resumed }: Outcome,
  { change, address }: PlannedChange,
  label: string,
  { color }: TextOptions,
): string {
  const colors = paint(color);
  const word = outcome.padEnd(OUTCOME);
  const kind = outcome === "done" ? colors.added(word) : colors.removed(word);
  const earlier = resumed === true ? colors.faint("  (by an earlier run)") : "";
  return `${kind}${label.padEnd(ID - 1)} ${change.kind} ${printable(address)}${earlier}`;
}

function reasonLines({ code, message }: Outcome, { width }: TextOptions): string[] {
  if (message === undefined) return [];
  const room = width === undefined ? undefined : Math.max(20, width - OUTCOME);
  return wrapText(printable(`${code ?? ""}: ${message}`), room).map((line) => " ".repeat(OUTCOME) + line);
}

function outcomesSummary(outcomes: readonly Outcome[], { color }: TextOptions): string {
  const summary = summarizeOutcomes(outcomes);
  const parts = Object.entries(summary).filter(([kind, number]) => number > 0 || kind === "done");
  const counts = `Applied: ${parts.map(([kind, number]) => `${number} ${kind}`).join(", ")}.`;
  return paint(color).strong(`${counts}${byEarlier(outcomes)}`);
}

/** Whoever applies a plan again, and writes nothing by that, is to see it in one line. */
function byEarlier(outcomes: readonly Outcome[]): string {
  const { length } = outcomes.filter(({ outcome, resumed }) => outcome === "done" && resumed === true);
  return length === 0 ? "" : ` ${length} ${length === 1 ? "was" : "were"} done by an earlier run.`;
}
