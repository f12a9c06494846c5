import { Command, Option } from "commander";
import type { Runtime } from "../program.ts";

export interface ValidateOptions {
  readonly format: "text" | "json" | "github" | "sarif";
  readonly roleModel?: string;
}

const EXAMPLES = `
Examples:
  charter validate
  charter validate teams/ --role-model our-platform.yaml
  charter validate --format github`;

export function validateCommand({ terminal, end }: Runtime): Command {
  return new Command("validate")
    .description("check a charter against the schema and the rules that need no live state")
    .argument("[charter...]", "files or folders; default: charter.yaml, else charter/")
    .addOption(
      new Option("--format <format>", "how to print findings")
        .choices(["text", "json", "github", "sarif"])
        .default("text"),
    )
    .option("--role-model <file>", "a role model of your own; default: the one that the charter names")
    .addHelpText("after", EXAMPLES)
    .action(async (paths: string[], options: ValidateOptions) => {
      const { validate } = await import("./validate.ts");
      end(await validate(terminal, paths, options));
    });
}
