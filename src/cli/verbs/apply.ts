import { relative, resolve } from "node:path";
import { applyPlan } from "../../apply/apply-plan.ts";
import { Journal } from "../../apply/journal.ts";
import { summarizeOutcomes } from "../../apply/outcome.ts";
import type { Plan, PlanRefusal } from "../../plan/plan.ts";
import { planSummary } from "../../render/plan-summary.ts";
import { confirmed } from "../confirm.ts";
import { type Connection, openConnection } from "../connection.ts";
import { type Ended, INVALID } from "../ended.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { overOrganizations } from "../many-organizations.ts";
import { tryReadPlanFile } from "../plan-file.ts";
import { preparePlan } from "../prepare-plan.ts";
import { asJson, printPlan } from "../print-plan.ts";
import { showProgress } from "../progress.ts";
import { readPresent, refusalsOfSaved } from "../saved-plan.ts";
import { checkSavedReview } from "../saved-review.ts";
import type { Terminal } from "../terminal.ts";
import type { ApplyOptions } from "./apply-command.ts";
import { printOutcomes, printRefusals } from "./print-outcomes.ts";

/** Plans and asks, or applies exactly what was saved, organization by organization. */
export async function apply(terminal: Terminal, paths: readonly string[], options: ApplyOptions): Promise<ExitCode> {
  const asks = terminal.interactive && options.yes !== true && !asJson(options);
  return await overOrganizations(terminal, paths, options, applyOne, { unstarted: EXIT.incomplete, asks });
}

async function applyOne(terminal: Terminal, paths: readonly string[], options: ApplyOptions): Promise<Ended> {
  const saved = await tryReadPlanFile(terminal, paths);
  return saved === undefined
    ? await planAndApply(terminal, paths, options)
    : await applySaved(terminal, saved, options);
}

async function planAndApply(terminal: Terminal, paths: readonly string[], options: ApplyOptions): Promise<Ended> {
  const prepared = await preparePlan(terminal, paths, options);
  if (prepared === undefined) return INVALID;
  const { plan, connection } = prepared;
  try {
    return await confirmAndRun(terminal, plan, connection, options, () => []);
  } finally {
    await connection.close();
  }
}

async function applySaved(terminal: Terminal, plan: Plan, options: ApplyOptions): Promise<Ended> {
  await checkSavedReview(terminal, plan, options);
  const connection = await openConnection(terminal, options, plan.organization);
  try {
    const present = await readPresent(plan, connection.reader);
    return await confirmAndRun(terminal, plan, connection, options, (journal) =>
      refusalsOfSaved(plan, present, [...journal.entries.values()]),
    );
  } finally {
    await connection.close();
  }
}

async function confirmAndRun(
  terminal: Terminal,
  plan: Plan,
  connection: Connection,
  options: ApplyOptions,
  stale: (journal: Journal) => readonly PlanRefusal[],
): Promise<Ended> {
  if (!asJson(options)) await printPlan(terminal, plan, options);
  if (plan.refusals.length > 0 || plan.changes.length === 0) {
    if (asJson(options)) printOutcomes(terminal, plan, []);
    return { code: plan.refusals.length > 0 ? EXIT.refused : EXIT.done, summary: planSummary(plan) };
  }
  if (options.yes !== true && !(await confirmed(terminal, plan)))
    return { code: EXIT.error, summary: "nothing was written: the answer was no" };
  const journal = await Journal.open({
    directory: resolve(terminal.cwd, ".charter", "journal"),
    digest: plan.digest,
    organization: plan.organization,
    api: plan.api,
    started: terminal.now(),
  });
  try {
    const refusals = stale(journal);
    if (refusals.length > 0) {
      await printRefusals(terminal, plan, refusals, options);
      return { code: EXIT.refused, summary: planSummary({ ...plan, refusals }) };
    }
    return await execute(terminal, plan, connection, journal, options);
  } finally {
    await journal.close();
  }
}

async function execute(
  terminal: Terminal,
  plan: Plan,
  { writer, reader }: Connection,
  journal: Journal,
  options: ApplyOptions,
): Promise<Ended> {
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
  terminal.err(`run the same again to go on; the journal is ${relative(terminal.cwd, journal.file)}\n`);
  return { code: EXIT.incomplete, summary };
}
