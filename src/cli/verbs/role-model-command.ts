import { Command } from "commander";
import type { Runtime } from "../program.ts";

export interface RoleModelOptions {
  readonly json?: boolean;
}

const LIST_EXAMPLES = `
Examples:
  charter role-model list
  charter role-model list --json`;

const SHOW_EXAMPLES = `
Examples:
  charter role-model show ranked-roles
  charter role-model show our-platform.yaml
  charter role-model show standard --json > our-platform.json`;

const CHECK_EXAMPLES = `
Examples:
  charter role-model check our-platform.yaml
  charter role-model check our-platform.yaml --json

Exit codes: 0 valid · 1 not.`;

const EXAMPLES = `
Examples:
  charter role-model list
  charter role-model show ranked-roles
  charter role-model check our-platform.yaml`;

export function roleModelCommand(runtime: Runtime): Command {
  return new Command("role-model")
    .description("the built-in role models, and checks of your own")
    .addHelpText("after", EXAMPLES)
    .addCommand(listCommand(runtime))
    .addCommand(showCommand(runtime))
    .addCommand(checkCommand(runtime));
}

const load = () => import("./role-model.ts");

function listCommand({ terminal, end }: Runtime): Command {
  return new Command("list")
    .description("list the built-in role models")
    .option("--json", "print JSON")
    .addHelpText("after", LIST_EXAMPLES)
    .action(async (options: RoleModelOptions) => end((await load()).listRoleModels(terminal, options)));
}

function showCommand({ terminal, end }: Runtime): Command {
  return new Command("show")
    .description("show roles, levels and permissions of a role model")
    .argument("<key or file>", "a built-in one, or a file of your own")
    .option("--json", "print the document as JSON")
    .addHelpText("after", SHOW_EXAMPLES)
    .action(async (name: string, options: RoleModelOptions) =>
      end(await (await load()).showRoleModel(terminal, name, options)),
    );
}

function checkCommand({ terminal, end }: Runtime): Command {
  return new Command("check")
    .description("check a role model file against the schema and for contradictions")
    .argument("<file>", "YAML or JSON")
    .option("--json", "print findings as JSON")
    .addHelpText("after", CHECK_EXAMPLES)
    .action(async (file: string, options: RoleModelOptions) =>
      end(await (await load()).checkRoleModel(terminal, file, options)),
    );
}
