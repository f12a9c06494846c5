import { Command } from "commander";
import { type ConnectionOptions, withConnection, withOrganization } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

export interface InitOptions extends ConnectionOptions {
  readonly roleModel?: string;
  readonly tier?: string;
  readonly owner?: string;
  readonly fromLive?: boolean;
  readonly out: string;
}

const EXAMPLES = `
Examples:
  charter init
  charter init --organization acme --owner ada@acme.example
  charter init --organization acme --owner ada@acme.example --role-model ranked-roles
  charter init --from-live`;

export function initCommand({ terminal, end }: Runtime): Command {
  const command = new Command("init")
    .description("write a first charter.yaml")
    .option("--from-live", "from the live state, so that it plans to no changes")
    .option("--role-model <key>", "role model of a new organization, by default standard")
    .option("--tier <tier>", "plan tier of a new organization")
    .option("--owner <email>", "its first owner")
    .option("--out <file>", "where to write; never over an existing file", "charter.yaml")
    .addHelpText("after", EXAMPLES);
  return withOrganization(withConnection(command)).action(async (options: InitOptions) => {
    const { init } = await import("./init.ts");
    end(await init(terminal, options));
  });
}
