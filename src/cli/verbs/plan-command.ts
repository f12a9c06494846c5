import { Command, InvalidArgumentError, Option } from "commander";
import {
  type ApprovalOptions,
  type PostingOptions,
  withApprovals,
  withComment,
  withIssue,
  withRequest,
} from "../approval-options.ts";
import { choice } from "../choice.ts";
import { type ConnectionOptions, withConnection } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

const FORMATS = ["text", "json", "markdown", "html"] as const;
export type PlanFormat = (typeof FORMATS)[number];

export interface PlanOptions extends ConnectionOptions, ApprovalOptions, PostingOptions {
  readonly format: PlanFormat;
  readonly sourceUrl?: string;
  readonly json?: boolean;
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly allow?: readonly string[];
  readonly expiring?: number;
  readonly parallel?: number;
}

const PLAN_EXAMPLES = `
Examples:
  charter plan
  charter plan teams/ --out plan.json
  charter plan --format json | jq .summary
  charter plan plan.json --format markdown > comment.md
  charter plan --allow too-many-removals
  charter plan --approver grace@acme.example --author linus@acme.example
  charter plan --approvals github --comment github --out plan.json
  charter plan orgs/* --out plans/

Exit codes: 0 planned · 1 error · 2 changes pending, with --detailed-exitcode · 3 refused.
Charters that declare several organizations are planned apart, each with its own comment, and with the token in
CHARTER_TOKEN_ORGANIZATION where there is one. The exit code is then the first of 1, 3, 4, 2, 0 that any has.`;

const DRIFT_EXAMPLES = `
Examples:
  charter drift
  charter drift --json > drift.json || notify "memberships differ from the charter"
  charter drift --issue github
  charter drift orgs/* --expiring 30

Exit codes: 0 as declared · 1 error · 2 something differs · 3 refused. What is live and declared nowhere counts as a
difference, except where \`unmanaged\` says ignore.`;

export function planCommand({ terminal, end }: Runtime): Command {
  const command = new Command("plan")
    .description("read the live state and show what would change, or show a saved plan; writes nothing")
    .argument(
      "[charter or plan...]",
      "files, folders or synthesized stacks (cdktf.out), by default charter.yaml, else charter/; or one saved plan",
    )
    .option("--out <file>", "save the plan, for `charter apply FILE`; in a folder/, as ORGANIZATION.json")
    .option("--detailed-exitcode", "exit 2 where changes are pending")
    .addHelpText("after", PLAN_EXAMPLES);
  const planning = withRequest(withComment(withApprovals(withExpiring(withPlanning(command, FORMATS)))));
  return planning.action(async (paths: string[], options: PlanOptions) => {
    const { plan } = await import("./plan.ts");
    end(await plan(terminal, paths, options));
  });
}

export function driftCommand({ terminal, end }: Runtime): Command {
  const command = new Command("drift")
    .description("a plan that never writes, exit 2 if anything differs; for schedules")
    .argument("[charter...]", "files, folders or synthesized stacks (cdktf.out); default: charter.yaml, else charter/")
    .addHelpText("after", DRIFT_EXAMPLES);
  const planning = withRequest(withComment(withIssue(withExpiring(withPlanning(command, FORMATS)))));
  return planning.action(async (paths: string[], options: PlanOptions) => {
    const { drift } = await import("./plan.ts");
    end(await drift(terminal, paths, options));
  });
}

/** Options of every verb that makes a plan, which it can print in these formats. */
export function withPlanning(command: Command, formats: readonly PlanFormat[] = ["text", "json"]): Command {
  const format = new Option("--format <format>", `how to print the plan: ${formats.join(", ")}`);
  const planning = withConnection(command)
    .addOption(format.argParser(choice(formats)).default("text"))
    .option("--json", "the same as --format json");
  if (formats.includes("markdown"))
    planning.option("--source-url <template>", "address of charter lines for markdown: https://…/{file}#L{line}");
  planning.option(
    "--parallel <n>",
    "how many organizations at once, where several are named, 1 to 64; default: 4",
    wholeNumber(1, 64),
  );
  return planning.option("--allow <code>", "switch a guard off by its name; repeatable, recorded in the plan", collect);
}

/** Adds the option of verbs that look ahead. */
function withExpiring(command: Command): Command {
  const days = "show what expires within so many days; 0 for nothing";
  return command.option("--expiring <days>", days, wholeNumber(0, 3660), DAYS_AHEAD);
}

const DAYS_AHEAD = 14;

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

function collect(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}
