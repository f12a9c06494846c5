import { Command, Option } from "commander";
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

Exit codes: 0 planned · 1 error · 2 changes pending, with --detailed-exitcode · 3 refused.`;

const DRIFT_EXAMPLES = `
Examples:
  charter drift
  charter drift --json > drift.json || notify "memberships differ from the charter"
  charter drift --issue github

Exit codes: 0 as declared · 1 error · 2 something differs · 3 refused. What is live and declared nowhere counts as a
difference, except where \`unmanaged\` says ignore.`;

export function planCommand({ terminal, end }: Runtime): Command {
  const command = new Command("plan")
    .description("read the live state and show what would change, or show a saved plan; writes nothing")
    .argument("[charter or plan...]", "files or folders, by default charter.yaml, else charter/; or one saved plan")
    .option("--out <file>", "save the plan, for `charter apply FILE`")
    .option("--detailed-exitcode", "exit 2 where changes are pending")
    .addHelpText("after", PLAN_EXAMPLES);
  const planning = withRequest(withComment(withApprovals(withPlanning(command, FORMATS))));
  return planning.action(async (paths: string[], options: PlanOptions) => {
    const { plan } = await import("./plan.ts");
    end(await plan(terminal, paths, options));
  });
}

export function driftCommand({ terminal, end }: Runtime): Command {
  const command = new Command("drift")
    .description("a plan that never writes, exit 2 if anything differs; for schedules")
    .argument("[charter...]", "files or folders; default: charter.yaml, else charter/")
    .addHelpText("after", DRIFT_EXAMPLES);
  const planning = withRequest(withComment(withIssue(withPlanning(command, FORMATS))));
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
  return planning.option("--allow <code>", "switch a guard off by its name; repeatable, recorded in the plan", collect);
}

function collect(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}
