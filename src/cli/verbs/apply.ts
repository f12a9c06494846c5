import { resolve } from "node:path";
import { applyPlan } from "../../apply/apply-plan.ts";
import { Journal } from "../../apply/journal.ts";
import { type Outcome, summarizeOutcomes } from "../../apply/outcome.ts";
import type { Plan } from "../../plan/plan.ts";
import { staleRefusals } from "../../plan/stale.ts";
import { planSummary } from "../../render/plan-summary.ts";
import { type Connection, openConnection } from "../connection.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { tryReadPlanFile } from "../plan-file.ts";
import { actorOf, preparePlan } from "../prepare-plan.ts";
import { showProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { ApplyOptions } from "./apply-command.ts";
import { printPlan } from "./plan.ts";

/** Plans and asks, or applies exactly a saved plan. */
export async function apply(terminal: Terminal, paths: readonly string[], options: ApplyOptions): Promise<ExitCode> {
  const saved = await tryReadPlanFile(terminal, paths);
  return saved === undefined
    ? await planAndApply(terminal, paths, options)
    : await applySaved(terminal, saved, options);
}

async function planAndApply(terminal: Terminal, paths: readonly string[], options: ApplyOptions): Promise<ExitCode> {
  const prepared = await preparePlan(terminal, paths, options);
  if (prepared === undefined) return EXIT.error;
  const { plan, connection } = prepared;
  try {
    return await confirmAndRun(terminal, plan, connection, options);
  } finally {
    await connection.close();
  }
}

async function applySaved(terminal: Terminal, plan: Plan, options: ApplyOptions): Promise<ExitCode> {
  const connection = await openConnection(terminal, options, plan.organization);
  try {
    if (plan.api !== connection.reader.target) {
      throw new UsageError(`the plan was made for ${plan.api}, and this is ${connection.reader.target}`);
    }
    return await confirmAndRun(terminal, plan, connection, options, true);
  } finally {
    await connection.close();
  }
}

async function confirmAndRun(
  terminal: Terminal,
  plan: Plan,
  connection: Connection,
  options: ApplyOptions,
  saved = false,
): Promise<ExitCode> {
  const quiet = options.json === true || options.format === "json";
  if (!quiet) await printPlan(terminal, plan, options);
  if (plan.refusals.length > 0 || plan.changes.length === 0) {
    if (quiet) printOutcomes(terminal, plan, []);
    return plan.refusals.length > 0 ? EXIT.refused : EXIT.done;
  }
  if (options.yes !== true && !(await confirmed(terminal, plan))) return EXIT.error;
  const journal = await Journal.open({
    directory: resolve(terminal.cwd, ".charter", "journal"),
    digest: plan.digest,
    organization: plan.organization,
    api: plan.api,
    started: terminal.now(),
  });
  try {
    if (saved && (await refusedAsStale(terminal, plan, connection, journal))) return EXIT.refused;
    return await execute(terminal, plan, connection, journal, options);
  } finally {
    await journal.close();
  }
}

async function confirmed(terminal: Terminal, plan: Plan): Promise<boolean> {
  if (!terminal.interactive) throw new UsageError("nobody is here to be asked: pass --yes to apply this plan");
  const answer = await terminal.ask(`Apply to ${plan.organization} at ${plan.api}? Only "yes" does. `);
  if (answer.trim() === "yes") return true;
  terminal.err("nothing was written\n");
  return false;
}

async function refusedAsStale(
  terminal: Terminal,
  plan: Plan,
  { reader }: Connection,
  journal: Journal,
): Promise<boolean> {
  const [model, identity, reading] = await Promise.all([reader.readRoleModel(), reader.whoAmI(), reader.read()]);
  if (model.key !== plan.roleModel)
    throw new UsageError(`the plan was judged by the role model ${plan.roleModel}, and the API runs ${model.key}`);
  if (identity.email.toLowerCase() !== plan.actor.email.toLowerCase()) {
    throw new UsageError(
      `the plan was made with the token of ${plan.actor.email}, and this one is ${identity.email}'s`,
    );
  }
  const entries = [...journal.entries.values()];
  const done = new Set(entries.filter(({ state }) => state === "done").map(({ id }) => id));
  const begun = new Set(entries.filter(({ state }) => state !== "done").map(({ id }) => id));
  const refusals = staleRefusals(plan, { model, reading, actor: actorOf(identity) }, { done, begun });
  if (refusals.length === 0) return false;
  const { planText } = await import("../../render/plan-text.ts");
  terminal.err(
    planText({ ...plan, changes: [], access: [], waiting: [], unmanaged: [], refusals }, { color: terminal.color.err }),
  );
  return true;
}

async function execute(
  terminal: Terminal,
  plan: Plan,
  { writer, reader }: Connection,
  journal: Journal,
  options: ApplyOptions,
): Promise<ExitCode> {
  const quiet = options.json === true || options.format === "json";
  const progress = await showProgress(terminal, plan, quiet);
  const outcomes = await applyPlan(plan, writer, {
    journal,
    reader,
    concurrency: options.concurrency,
    signal: terminal.signal,
    onOutcome: (outcome, planned) => progress.ended(outcome, planned),
  });
  progress.finish();
  if (quiet) printOutcomes(terminal, plan, outcomes);
  else {
    const { outcomesText } = await import("../../render/outcomes-text.ts");
    terminal.out(outcomesText(plan, outcomes, { color: terminal.color.out }));
  }
  const { done } = summarizeOutcomes(outcomes);
  if (done === outcomes.length) return EXIT.done;
  if (!quiet) terminal.err(`the journal is ${journal.file}; run the same again to go on\n`);
  return EXIT.incomplete;
}

function printOutcomes(terminal: Terminal, plan: Plan, outcomes: readonly Outcome[]): void {
  const { organization, digest, refusals } = plan;
  const document = {
    organization,
    digest,
    summary: summarizeOutcomes(outcomes),
    message: planSummary(plan),
    refusals,
    outcomes,
  };
  terminal.out(`${JSON.stringify(document, null, 2)}\n`);
}
