import { Argument, Command } from "commander";
import { choice } from "../choice.ts";
import { type ConnectionOptions, withConnection, withOrganization } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

const SUBJECTS = ["members", "invitations", "roles", "tenants", "projects", "access"] as const;
export type ShowSubject = (typeof SUBJECTS)[number];

export interface ShowOptions extends ConnectionOptions {
  readonly json?: boolean;
  readonly role?: string;
  readonly search?: string;
  readonly tenant?: string;
  readonly project?: string;
}

const EXAMPLES = `
Examples:
  charter show members --role admin
  charter show members --tenant eu
  charter show invitations --search acme.example
  charter show projects --tenant eu
  charter show access grace@acme.example --json`;

export function showCommand({ terminal, end }: Runtime): Command {
  const command = new Command("show")
    .description("show the live state: people, invitations, roles, tenants, projects, or one person's access")
    .addArgument(new Argument("<what>", SUBJECTS.join(", ")).argParser(choice(SUBJECTS)))
    .argument("[email]", "for access: whose")
    .option("--role <role>", "members, invitations: only holders of this role; roles: only this one")
    .option("--search <text>", "only where an address, key or title contains this")
    .option("--tenant <key>", "members of this tenant, or projects in it")
    .option("--project <key>", "members of this project")
    .option("--json", "print JSON")
    .addHelpText("after", EXAMPLES);
  return withOrganization(withConnection(command)).action(
    async (what: ShowSubject, email: string | undefined, options: ShowOptions) => {
      const { show } = await import("./show.ts");
      end(await show(terminal, what, email, options));
    },
  );
}
