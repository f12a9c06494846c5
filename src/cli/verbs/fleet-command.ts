import { Command, Option } from "commander";
import { choice } from "../choice.ts";
import { type ConnectionOptions, withConnection } from "../connection-options.ts";
import {
  type FleetOptions,
  type PatienceOptions,
  whole,
  withCharters,
  withFleet,
  withPatience,
} from "../fleet/fleet-options.ts";
import type { Runtime } from "../program.ts";
import { LOG_FORMATS, type LogFormat } from "../serve-log.ts";

export interface EnqueueOptions extends FleetOptions, PatienceOptions {
  readonly charters: string;
  readonly json?: boolean;
}

export interface ScheduleOptions extends FleetOptions, PatienceOptions {
  readonly cron?: string;
  readonly timeZone?: string;
  readonly remove?: boolean;
  readonly json?: boolean;
}

export interface WorkOptions extends FleetOptions, PatienceOptions, ConnectionOptions {
  readonly charters: string;
  readonly mode: "drift" | "apply";
  readonly tokenDir?: string;
  readonly parallel: number;
  readonly concurrency: number;
  readonly rate?: number;
  readonly burst?: number;
  readonly metricsPort?: number;
  readonly metricsHost: string;
  readonly shutdownTimeout: number;
  readonly untilEmpty?: boolean;
  readonly log?: LogFormat;
}

export interface StatusOptions extends FleetOptions {
  readonly json?: boolean;
}

export interface RequeueOptions extends StatusOptions {
  readonly all?: boolean;
}

const EXAMPLES = `
Examples:
  charter fleet work --charters orgs --mode apply --metrics-port 9464
  charter fleet schedule --cron "*/15 * * * *"
  charter fleet enqueue --charters orgs
  charter fleet status

Needs the package pg-boss. The queue is a PostgreSQL database: --database, or CHARTER_FLEET_DATABASE.`;

const WORK_EXAMPLES = `
Examples:
  charter fleet work --charters orgs
  charter fleet work --charters orgs --mode apply --token-dir /run/secrets/charter
  charter fleet work --charters orgs --mode apply --rate 50 --parallel 8
  charter fleet work --charters orgs --until-empty --log json 2>> fleet.log

The token of an organization is the file of its name in --token-dir, else --token-file, else
CHARTER_TOKEN_ORGANIZATION, else CHARTER_TOKEN. SIGTERM, or Ctrl-C, lets what is in hand end, or gives it back; a
second one ends it at once, and another worker goes on.`;

const ENQUEUE_EXAMPLES = `
Examples:
  charter fleet enqueue
  charter fleet enqueue --charters /charters --json | jq .enqueued
  charter fleet enqueue --attempts 3 --retry-delay 60`;

const SCHEDULE_EXAMPLES = `
Examples:
  charter fleet schedule --cron "*/15 * * * *"
  charter fleet schedule --cron "0 6 * * 1-5" --time-zone Europe/Vienna
  charter fleet schedule
  charter fleet schedule --remove`;

const STATUS_EXAMPLES = `
Examples:
  charter fleet status
  charter fleet status --json | jq '.organizations[] | select(.outcome == "refused")'`;

const DEAD_EXAMPLES = `
Examples:
  charter fleet dead-letters
  charter fleet dead-letters --json | jq -r '.[].organization'`;

const REQUEUE_EXAMPLES = `
Examples:
  charter fleet requeue acme
  charter fleet requeue --all`;

/** Many organizations, spread over workers by a queue. */
export function fleetCommand(runtime: Runtime): Command {
  return new Command("fleet")
    .description("keep many organizations as declared, by workers on any number of machines")
    .enablePositionalOptions()
    .addHelpText("after", EXAMPLES)
    .addCommand(workCommand(runtime))
    .addCommand(enqueueCommand(runtime))
    .addCommand(scheduleCommand(runtime))
    .addCommand(statusCommand(runtime))
    .addCommand(deadLettersCommand(runtime))
    .addCommand(requeueCommand(runtime));
}

const load = () => import("./fleet.ts");

function workCommand({ terminal, end }: Runtime): Command {
  const command = withCharters(new Command("work"))
    .description("take organizations from the queue and reconcile them, until it is stopped")
    .addOption(
      new Option("--mode <mode>", "only look (drift), or carry out what is declared (apply)")
        .argParser(choice(["drift", "apply"]))
        .default("drift"),
    )
    .option("--token-dir <folder>", "folder with a token in a file of each organization's name")
    .option("--parallel <n>", "how many organizations at once, 1 to 64", whole(1, 64), 4)
    .option("--concurrency <n>", "how many changes of one organization at once", whole(1, 256), 8)
    .option("--rate <n>", "requests a second to one API, of all workers together", whole(1, 100_000))
    .option("--burst <n>", "how many of them at once; default: those of a second", whole(1, 100_000))
    .option("--metrics-port <port>", "serve /metrics, /healthz and /readyz there", whole(0, 65_535))
    .option("--metrics-host <address>", "address for them", "127.0.0.1")
    .option("--shutdown-timeout <seconds>", "how long what is in hand then has to end", whole(0, 86_400), 25)
    .option("--until-empty", "end once the queue is empty")
    .addOption(
      new Option(
        "--log <format>",
        "on standard error: json, text or none; default: text on a terminal, else json",
      ).argParser(choice(LOG_FORMATS)),
    );
  return withConnection(withPatience(withFleet(command)))
    .addHelpText("after", WORK_EXAMPLES)
    .action(async (options: WorkOptions) => {
      const { fleetWork } = await import("./fleet-work.ts");
      end(await fleetWork(terminal, options));
    });
}

function enqueueCommand({ terminal, end }: Runtime): Command {
  return withPatience(withFleet(withCharters(new Command("enqueue"))))
    .description("begin a round: put every organization into the queue")
    .option("--json", "print JSON")
    .addHelpText("after", ENQUEUE_EXAMPLES)
    .action(async (options: EnqueueOptions) => end(await (await load()).enqueue(terminal, options)));
}

function scheduleCommand({ terminal, end }: Runtime): Command {
  return withPatience(withFleet(new Command("schedule")))
    .description("begin rounds on a schedule, by the workers; without an option, show it")
    .option("--cron <expression>", "minute, hour, day, month and weekday")
    .option("--time-zone <zone>", "in which the expression is meant; default: UTC")
    .option("--remove", "no more rounds by themselves")
    .option("--json", "print JSON")
    .addHelpText("after", SCHEDULE_EXAMPLES)
    .action(async (options: ScheduleOptions) => end(await (await load()).schedule(terminal, options)));
}

function statusCommand({ terminal, end }: Runtime): Command {
  return withFleet(new Command("status"))
    .description("what is queued, and what came of each organization last")
    .option("--json", "print JSON")
    .addHelpText("after", STATUS_EXAMPLES)
    .action(async (options: StatusOptions) => end(await (await load()).status(terminal, options)));
}

function deadLettersCommand({ terminal, end }: Runtime): Command {
  return withFleet(new Command("dead-letters"))
    .description("organizations that no attempt came to an end with")
    .option("--json", "print JSON")
    .addHelpText("after", DEAD_EXAMPLES)
    .action(async (options: StatusOptions) => end(await (await load()).deadLetters(terminal, options)));
}

function requeueCommand({ terminal, end }: Runtime): Command {
  return withFleet(new Command("requeue"))
    .description("put dead letters back into the queue")
    .argument("[organization...]", "which; or all, with --all")
    .option("--all", "every dead letter")
    .option("--json", "print JSON")
    .addHelpText("after", REQUEUE_EXAMPLES)
    .action(async (organizations: string[], options: RequeueOptions) =>
      end(await (await load()).requeue(terminal, organizations, options)),
    );
}
