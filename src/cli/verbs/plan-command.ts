import { Command, Option } from "commander";
import { type ConnectionOptions, withConnection } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

export interface PlanOptions extends ConnectionOptions {
  readonly format: "text" | "json";
  readonly json?: boolean;
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly allow: readonly string[];
}

const PLAN_EXAMPLES = `
Examples:
  charter plan
  charter plan teams/ --out plan.json
  charter plan --format json | jq .summary
  charter plan --allow too-many-removals`;

const DRIFT_EXAMPLES = `
Examples:
  charter drift || notify "memberships differ from the charter"`;

export function planCommand({ terminal, end }: Runtime): Command {
  const command = new Command("plan")
    .description("read the live state and show what would change; writes nothing")
    .argument("[charter...]", "files or folders; default: charter.yaml, else charter/")
    .option("--out <file>", "save the plan, for `charter apply FILE`")
    .option("--detailed-exitcode", "exit 2 where changes are pending")
    .addHelpText("after", PLAN_EXAMPLES);
  return withPlanning(command).action(async (paths: string[], options: PlanOptions) => {
    const { plan } = await import("./plan.ts");
    end(await plan(terminal, paths, options));
  });
}

export function driftCommand({ terminal, end }: Runtime): Command {
  const command = new Command("drift")
    .description("a plan that never writes, exit 2 if anything differs; for schedules")
    .argument("[charter...]", "files or folders; default: charter.yaml, else charter/")
    .addHelpText("after", DRIFT_EXAMPLES);
  return withPlanning(command).action(async (paths: string[], options: PlanOptions) => {
    const { plan } = await import("./plan.ts");
    end(await plan(terminal, paths, { ...options, detailedExitcode: true }));
  });
}

/** Options of every verb that makes a plan. */
export function withPlanning(command: Command): Command {
  return withConnection(command)
    .addOption(new Option("--format <format>", "how to print the plan").choices(["text", "json"]).default("text"))
    .option("--json", "the same as --format json")
    .option("--allow <code>", "switch a guard off by its name; repeatable, recorded in the plan", collect, []);
}

function collect(value: string, values: readonly string[]): string[] {
  return [...values, value];
}
