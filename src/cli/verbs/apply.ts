import { resolve } from "node:path";
import { Journal } from "../../apply/journal.ts";
import { JournalError } from "../../apply/journal-error.ts";
import { undoneSince } from "../../apply/undone-since.ts";
import { printable } from "../../diagnostics/printable.ts";
import type { Plan, PlannedChange } from "../../plan/plan.ts";
import type { Present } from "../../plan/stale.ts";
import { planSummary } from "../../render/plan-summary.ts";
import { confirmed } from "../confirm.ts";
import { type Connection, openConnection } from "../connection.ts";
import { type Ended, INVALID } from "../ended.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { overOrganizations } from "../many-organizations.ts";
import { tryReadPlanFile } from "../plan-file.ts";
import { preparePlan } from "../prepare-plan.ts";
import { asJson, printPlan } from "../print-plan.ts";
import { readPresent, refusalsOfSaved } from "../saved-plan.ts";
import { checkSavedReview } from "../saved-review.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { ApplyOptions } from "./apply-command.ts";
import { carryOut } from "./carry-out.ts";
import { printOutcomes, printRefusals } from "./print-outcomes.ts";

/** Plans and asks, or applies exactly what was saved, organization by organization. */
export async function apply(terminal: Terminal, paths: readonly string[], options: ApplyOptions): Promise<ExitCode> {
  const asks = terminal.interactive && options.yes !== true && !asJson(options);
  return await overOrganizations(terminal, paths, options, applyOne, { unstarted: EXIT.incomplete, asks });
}

/** Plans, or reads a saved plan, and applies it to one organization. */
export async function applyOne(terminal: Terminal, paths: readonly string[], options: ApplyOptions): Promise<Ended> {
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
    return await confirmAndRun(terminal, { plan, connection }, options);
  } finally {
    await connection.close();
  }
}

async function applySaved(terminal: Terminal, plan: Plan, options: ApplyOptions): Promise<Ended> {
  if (options.allow !== undefined)
    throw new UsageError("a saved plan says itself which guards are off; --allow is for planning: plan again with it");
  await checkSavedReview(terminal, plan, options);
  const connection = await openConnection(terminal, options, plan.organization);
  try {
    const present = await readPresent(plan, connection.reader);
    return await confirmAndRun(terminal, { plan, connection, present }, options);
  } finally {
    await connection.close();
  }
}

interface Undertaking {
  readonly plan: Plan;
  readonly connection: Connection;
  /** What a saved plan is held against; a plan that was made just now is held against nothing. */
  readonly present?: Present;
}

async function confirmAndRun(
  terminal: Terminal,
  { plan, connection, present }: Undertaking,
  options: ApplyOptions,
): Promise<Ended> {
  if (!asJson(options)) await printPlan(terminal, plan, options);
  if (plan.refusals.length > 0 || plan.changes.length === 0) {
    if (asJson(options)) printOutcomes(terminal, plan, []);
    return { code: plan.refusals.length > 0 ? EXIT.refused : EXIT.done, summary: planSummary(plan) };
  }
  if (options.yes !== true && !(await confirmed(terminal, plan)))
    return { code: EXIT.error, summary: "nothing was written: the answer was no" };
  const journal = await openJournal(terminal, plan);
  try {
    const undone = await undoneChanges(plan, journal, connection);
    const refusals = present === undefined ? [] : refusalsOfSaved(plan, present, journal, undone);
    if (present === undefined && undone.length > 0) await startAnew(terminal, journal);
    if (refusals.length > 0) {
      await printRefusals(terminal, plan, refusals, options);
      return { code: EXIT.refused, summary: planSummary({ ...plan, refusals }) };
    }
    return await carryOut(terminal, plan, { ...connection, journal, saved: present !== undefined }, options);
  } finally {
    await closeJournal(terminal, journal, options);
  }
}

/** Looks again, where an earlier run has done something: it may have ended only just now. */
async function undoneChanges(plan: Plan, journal: Journal, { reader }: Connection): Promise<PlannedChange[]> {
  const done = [...journal.entries.values()].some(({ state }) => state === "done");
  return done ? undoneSince(plan, journal, await reader.read()) : [];
}

/** A plan made just now is the same as an earlier one only where nothing has been written since, or it was set back. */
async function startAnew(terminal: Terminal, journal: Journal): Promise<void> {
  terminal.err("the API no longer has what an earlier run of this plan did; it is done anew\n");
  await journal.restart();
}

function openJournal(terminal: Terminal, { digest, organization, api }: Plan): Promise<Journal> {
  const directory = resolve(terminal.cwd, ".charter", "journal");
  return Journal.open({ directory, digest, organization, api, started: terminal.now() });
}

/** How the run ended is known by now; that not all of it is noted down changes nothing of that. */
async function closeJournal(terminal: Terminal, journal: Journal, { forgetJournal }: ApplyOptions): Promise<void> {
  try {
    await (forgetJournal === true ? journal.discard() : journal.close());
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    terminal.err(`warning: ${printable(error.message)}; what is not in it, another run of this plan asks for again\n`);
  }
}
