import { counted } from "../../diagnostics/counted.ts";
import { jsonText } from "../../diagnostics/json-text.ts";
import { printable } from "../../diagnostics/printable.ts";
import type { RoundSchedule } from "../../fleet/fleet-rounds.ts";
import { columnsText } from "../../render/columns.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { FleetCharters } from "../fleet/fleet-charters.ts";
import { withOpenFleet } from "../fleet/open-fleet.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { EnqueueOptions, RequeueOptions, ScheduleOptions, StatusOptions } from "./fleet-command.ts";

/** Begins a round: every organization that the folder declares is queued, once. */
export async function enqueue(terminal: Terminal, options: EnqueueOptions): Promise<ExitCode> {
  const { organizations, nameless } = new FleetCharters(options.charters, terminal.cwd).list();
  for (const path of nameless) terminal.err(`warning: ${printable(path)} declares no organization, and is left out\n`);
  if (organizations.length === 0) throw new UsageError(`there is no charter in ${options.charters}: --charters FOLDER`);
  const enqueued = await withOpenFleet(terminal, options, ({ queue }) => queue.enqueue(organizations));
  const already = organizations.length - enqueued;
  if (options.json === true) terminal.out(jsonText({ enqueued, already }));
  else
    terminal.out(`${counted(enqueued, "organization")} queued${already === 0 ? "" : `, ${already} queued already`}\n`);
  return EXIT.done;
}

/** Sets, takes away or shows when rounds begin by themselves. */
export async function schedule(terminal: Terminal, options: ScheduleOptions): Promise<ExitCode> {
  const { cron, timeZone = "UTC", remove, json } = options;
  if (cron === undefined && options.timeZone !== undefined)
    throw new UsageError("--time-zone says in which zone a --cron is meant: name one");
  if (cron !== undefined && remove === true) throw new UsageError("--cron sets a schedule and --remove takes it away");
  const present = await withOpenFleet(terminal, options, async ({ rounds }) => {
    if (remove === true) await rounds.unschedule();
    if (cron !== undefined) await rounds.schedule({ cron, timeZone });
    return await rounds.tryReadSchedule();
  });
  if (json === true) terminal.out(jsonText({ schedule: present ?? null }));
  else terminal.out(scheduleText(present));
  return EXIT.done;
}

function scheduleText(schedule: RoundSchedule | undefined): string {
  if (schedule === undefined) return "no schedule: rounds begin with `charter fleet enqueue`\n";
  return `rounds begin at ${schedule.cron} (${schedule.timeZone})\n`;
}

/** What is in the queue, when the next round begins, and the last word on each organization. */
export async function status(terminal: Terminal, options: StatusOptions): Promise<ExitCode> {
  const { readCounts } = await import("../../fleet/fleet-counts.ts");
  const { readOutcomes } = await import("../../fleet/outcome-book.ts");
  const found = await withOpenFleet(terminal, options, async ({ database, queue, rounds }) => ({
    fleet: options.fleet,
    jobs: await readCounts(database, queue),
    schedule: (await rounds.tryReadSchedule()) ?? null,
    organizations: await readOutcomes(database, options.fleet),
  }));
  const outcomes = countBy(found.organizations.map(({ outcome }) => outcome));
  if (options.json === true) {
    terminal.out(jsonText({ ...found, outcomes }));
    return EXIT.done;
  }
  const { jobs, schedule: present, organizations } = found;
  terminal.out(`in the queue: ${sumOf({ ...jobs }, "nothing")}\nlast outcomes: ${sumOf(outcomes, "none yet")}\n`);
  terminal.out(scheduleText(present ?? undefined));
  const striking = organizations.filter(({ outcome }) => outcome !== "in-sync" && outcome !== "applied");
  const rows = striking.map((one) => [one.organization, one.outcome, one.finishedAt, printable(one.summary)]);
  if (rows.length > 0) terminal.out(`\n${columnsText(rows, terminal.width.out)}\n`);
  return EXIT.done;
}

/** Organizations that nobody tries any more, with why. */
export async function deadLetters(terminal: Terminal, options: StatusOptions): Promise<ExitCode> {
  const letters = await withOpenFleet(terminal, options, (fleet) => fleet.deadLetters.list());
  if (options.json === true) terminal.out(jsonText(letters));
  else if (letters.length === 0) terminal.out("no dead letters\n");
  else {
    const rows = letters.map(({ organization, attempts, since, summary }) => [
      organization,
      counted(attempts, "attempt"),
      since,
      printable(summary),
    ]);
    terminal.out(`${columnsText(rows, terminal.width.out)}\n`);
  }
  return EXIT.done;
}

/** Puts dead letters back. An organization that is named and has none is an error. */
export async function requeue(
  terminal: Terminal,
  organizations: readonly string[],
  options: RequeueOptions,
): Promise<ExitCode> {
  if (organizations.length === 0 && options.all !== true) throw new UsageError("which organizations? Or --all of them");
  if (organizations.length > 0 && options.all === true) throw new UsageError("--all is every one: name none besides");
  const wanted = options.all === true ? undefined : organizations;
  const requeued = await withOpenFleet(terminal, options, (fleet) => fleet.deadLetters.requeue(wanted));
  if (options.json === true) terminal.out(jsonText({ requeued }));
  else if (requeued.length > 0) terminal.out(`${counted(requeued.length, "organization")} queued again\n`);
  else if (wanted === undefined) terminal.out("no dead letters\n");
  const missing = organizations.filter((key) => !requeued.includes(key));
  if (missing.length === 0) return EXIT.done;
  throw new UsageError(`there is no dead letter of ${missing.join(", ")}`);
}

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  const sorted = [...Map.groupBy(words, (word) => word)].sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([word, all]) => [word, all.length]));
}

/** `12 queued · 3 active`, or the word for none of them. */
function sumOf(counts: Readonly<Record<string, number>>, nothing: string): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.length === 0 ? nothing : parts.map(([word, count]) => `${count} ${word}`).join(" · ");
}
