import { Command, InvalidArgumentError } from "commander";
import { withApprovals, withRequest } from "../approval-options.ts";
import type { Runtime } from "../program.ts";
import { type PlanOptions, withPlanning } from "./plan-command.ts";

export interface ApplyOptions extends PlanOptions {
  readonly yes?: boolean;
  readonly concurrency: number;
  /** A fleet's: each attempt makes its plan anew, perhaps on another machine, and asks no earlier one's journal. */
  readonly forgetJournal?: boolean;
}

const EXAMPLES = `
Examples:
  charter apply
  charter apply --yes
  charter plan --out plan.json && charter apply plan.json --yes
  charter apply --yes --json > report.json
  charter apply plan.json --yes --approvals github
  charter apply plans/*.json --yes

A saved plan is applied exactly as it was approved; if an object that it touches has changed since, it is refused.
With --approvals, so is one whose approvals were taken back.
Killed half-way, run the same plan again: it goes on where it stopped.
Exit codes: 0 done · 1 error, or the answer was no · 3 refused, nothing written · 4 some change is not done.`;

export function applyCommand({ terminal, end }: Runtime): Command {
  const command = new Command("apply")
    .description("plan and ask, or apply exactly a saved plan")
    .argument(
      "[charter or plan...]",
      "charter files, folders or synthesized stacks (cdktf.out), or one plan saved by `charter plan --out`",
    )
    .option("--yes", "do not ask")
    .option("--concurrency <n>", "how many changes at once, 1 to 256", positive, 8)
    .addHelpText("after", EXAMPLES);
  return withRequest(withApprovals(withPlanning(command))).action(async (paths: string[], options: ApplyOptions) => {
    const { apply } = await import("./apply.ts");
    end(await apply(terminal, paths, options));
  });
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 256)
    throw new InvalidArgumentError("It must be a whole number from 1 to 256.");
  return number;
}
