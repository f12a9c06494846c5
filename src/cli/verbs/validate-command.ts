import { Command, Option } from "commander";
import { choice } from "../choice.ts";
import type { Runtime } from "../program.ts";

const FORMATS = ["text", "json", "github", "sarif"] as const;

export interface ValidateOptions {
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
  readonly roleModel?: string;
}

const EXAMPLES = `
Examples:
  charter validate
  charter validate teams/ --role-model our-platform.yaml
  charter validate --format github
  charter validate --format sarif > charter.sarif

Exit codes: 0 valid · 1 not.`;

export function validateCommand({ terminal, end }: Runtime): Command {
  return new Command("validate")
    .description("check a charter against the schema and the rules that need no live state")
    .argument("[charter...]", "files, folders or synthesized stacks (cdktf.out); default: charter.yaml, else charter/")
    .addOption(
      new Option("--format <format>", "how to print findings: text, json, github or sarif")
        .argParser(choice(FORMATS))
        .default("text"),
    )
    .option("--json", "the same as --format json")
    .option("--role-model <file>", "a role model of your own; default: the one that the charter names")
    .addHelpText("after", EXAMPLES)
    .action(async (paths: string[], options: ValidateOptions) => {
      const { validate } = await import("./validate.ts");
      end(await validate(terminal, paths, options));
    });
}
