import { Command } from "commander";
import type { Runtime } from "../program.ts";

export interface RoleModelOptions {
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  charter role-model list
  charter role-model show ranked-roles
  charter role-model check our-platform.yaml`;

export function roleModelCommand({ terminal, end }: Runtime): Command {
  const load = () => import("./role-model.ts");
  const group = new Command("role-model")
    .description("the built-in role models, and checks of your own")
    .addHelpText("after", EXAMPLES);
  group.addCommand(
    new Command("list")
      .description("list the built-in role models")
      .option("--json", "print JSON")
      .action(async (options: RoleModelOptions) => end((await load()).listRoleModels(terminal, options))),
  );
  group.addCommand(
    new Command("show")
      .description("show roles, levels and permissions of a role model")
      .argument("<key or file>", "a built-in one, or a file of your own")
      .option("--json", "print the document as JSON")
      .action(async (name: string, options: RoleModelOptions) =>
        end(await (await load()).showRoleModel(terminal, name, options)),
      ),
  );
  group.addCommand(
    new Command("check")
      .description("check a role model file against the schema and for contradictions")
      .argument("<file>", "YAML or JSON")
      .option("--json", "print findings as JSON")
      .action(async (file: string, options: RoleModelOptions) =>
        end(await (await load()).checkRoleModel(terminal, file, options)),
      ),
  );
  return group;
}
