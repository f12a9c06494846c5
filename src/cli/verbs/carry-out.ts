import { relative } from "node:path";
import { applyPlan } from "../../apply/apply-plan.ts";
import type { Journal } from "../../apply/journal.ts";
import { type Outcome, summarizeOutcomes } from "../../apply/outcome.ts";
import { REFUSAL_CODES } from "../../membership/refusal.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Connection } from "../connection.ts";
import type { Ended } from "../ended.ts";
import { EXIT } from "../exit-code.ts";
import { asJson } from "../print-plan.ts";
import { showProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import type { ApplyOptions } from "./apply-command.ts";
import { printOutcomes } from "./print-outcomes.ts";

interface Means extends Pick<Connection, "reader" | "writer"> {
  readonly journal: Journal;
  /** The plan comes from a file, and is the same when the command is run again. */
  readonly saved: boolean;
}

/** Carries a plan out, shows how it goes on, and says how each change ended and what to do where one is not done. */
export async function carryOut(terminal: Terminal, plan: Plan, means: Means, options: ApplyOptions): Promise<Ended> {
  const { journal, reader, writer } = means;
  const progress = await showProgress(terminal, plan, asJson(options));
  const onInterrupt = () => progress.say("interrupted: waiting for what is under way; Ctrl-C again ends at once\n");
  terminal.signal.addEventListener("abort", onInterrupt, { once: true });
  const outcomes = await applyPlan(plan, writer, {
    journal,
    reader,
    concurrency: options.concurrency,
    signal: terminal.signal,
    onOutcome: (outcome, planned) => progress.ended(outcome, planned),
  }).finally(() => progress.finish());
  terminal.signal.removeEventListener("abort", onInterrupt);
  if (asJson(options)) printOutcomes(terminal, plan, outcomes);
  else {
    const { outcomesText } = await import("../../render/outcomes-text.ts");
    terminal.out(outcomesText(plan, outcomes, { color: terminal.color.out, width: terminal.width.out }));
  }
  const { done } = summarizeOutcomes(outcomes);
  const summary = `${done} of ${outcomes.length} changes done`;
  if (done === outcomes.length) return { code: EXIT.done, summary };
  const kept = options.forgetJournal === true ? "" : `; the journal is ${relative(terminal.cwd, journal.file)}`;
  terminal.err(`${adviceAfter(outcomes, means)}${kept}\n`);
  return { code: EXIT.incomplete, summary };
}

/** Codes with which the API has refused a change for good, besides those of the rules. */
const FINAL: ReadonlySet<string> = new Set([
  ...REFUSAL_CODES,
  "precondition-failed",
  "conflict",
  "not-found",
  "rejected",
]);

/** A plan that was made just now is made anew by the same command; one from a file would be refused the same again. */
function adviceAfter(outcomes: readonly Outcome[], { saved }: Means): string {
  const refused = outcomes.some(({ outcome, code }) => outcome === "failed" && FINAL.has(code ?? ""));
  return saved && refused ? "plan again: the API refuses what this plan has left" : "run the same again to go on";
}
