import { counted } from "../diagnostics/counted.ts";
import type { Plan } from "../plan/plan.ts";
import { describeChange } from "./describe-change.ts";

/** The one line that says what a plan comes to. */
export function planSummary(plan: Plan): string {
  const notes = [...waitingNote(plan), ...unmanagedNote(plan)];
  if (plan.refusals.length > 0) return refusedText(plan.refusals.length);
  if (plan.changes.length === 0) {
    return [`No changes: ${plan.organization} is as the charter declares`, ...notes].join("; ").concat(".");
  }
  const signs = { "+": 0, "~": 0, "-": 0 };
  for (const change of plan.changes) signs[describeChange(change).sign]++;
  const counts = `Plan: ${signs["+"]} to add, ${signs["~"]} to change, ${signs["-"]} to remove`;
  const broadens = plan.changes.filter(({ privilege }) => privilege === "broadens").length;
  const privilege = broadens === 0 ? [] : [`▲ ${counted(broadens, "broadens", "broaden")} privileges`];
  return [counts, ...privilege, ...notes].join("; ").concat(".");
}

/** The same line for what is refused for so many reasons. */
export function refusedText(reasons: number): string {
  return `Refused for ${counted(reasons, "reason")}: nothing will be written.`;
}

function waitingNote({ waiting }: Plan): string[] {
  return waiting.length === 0 ? [] : [`${counted(waiting.length, "waits", "wait")} for an invitation to be accepted`];
}

function unmanagedNote({ unmanaged }: Plan): string[] {
  return unmanaged.length === 0 ? [] : [`${unmanaged.length} unmanaged`];
}
