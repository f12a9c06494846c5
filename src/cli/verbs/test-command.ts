import { Command, Option } from "commander";
import { choice } from "../choice.ts";
import { type ConnectionOptions, withConnection } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

const FORMATS = ["text", "json", "github", "sarif"] as const;

export interface TestOptions extends ConnectionOptions {
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
  readonly roleModel?: string;
  readonly live?: boolean;
}

const EXAMPLES = `
Examples:
  charter test
  charter test orgs/acme acme.charter-test.yaml
  charter test --api https://members.acme.example
  charter test --format github

Without --api, what the charter declares is tested, and nobody is asked. With it, so is the live state, and what it
becomes by the plan. What does not hold of the live state alone is a warning: the plan mends it.
Exit codes: 0 everything holds · 1 error · 3 an assertion does not hold.`;

export function testCommand({ terminal, end }: Runtime): Command {
  const command = new Command("test")
    .description("check assertions about who may do what: declared, and with --api live and planned")
    .argument("[file...]", "files or folders; default: *.charter-test.yaml and charter-tests/ here")
    .addOption(
      new Option("--format <format>", "how to print results: text, json, github or sarif")
        .argParser(choice(FORMATS))
        .default("text"),
    )
    .option("--json", "the same as --format json")
    .option("--role-model <file>", "a role model of your own; default: the one that the charter names")
    .option("--live", "the same as --api with the address in CHARTER_API")
    .addHelpText("after", EXAMPLES);
  return withConnection(command).action(async (files: string[], options: TestOptions) => {
    const { test } = await import("./test.ts");
    end(await test(terminal, files, options));
  });
}
