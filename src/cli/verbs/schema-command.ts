import { Argument, Command } from "commander";
import { choice } from "../choice.ts";
import { type ConnectionOptions, withConnection, withOrganization } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

const SUBJECTS = ["charter", "plan", "role-model", "charter-test"] as const;
export type SchemaName = (typeof SUBJECTS)[number];

export interface SchemaOptions extends ConnectionOptions {
  readonly roleModel?: string;
  readonly live?: boolean;
  readonly charter?: string;
}

const EXAMPLES = `
Examples:
  charter schema > charter.schema.json
  charter schema --role-model ranked-roles > charter.schema.json
  charter schema --api https://members.acme.example --organization acme > charter.schema.json
  charter schema plan

With --role-model or --api, the schema of charters is narrowed to what that role model and organization have: an editor
then offers their roles, tenants, permissions, settings and attributes, and marks others. The roles and tenants that
the charter here declares count as well; print the schema again after declaring new ones. In the first line of a charter:
  # yaml-language-server: $schema=charter.schema.json`;

export function schemaCommand({ terminal, end }: Runtime): Command {
  const command = new Command("schema")
    .description("print a JSON Schema, of charters narrowed to a role model or the live organization where asked")
    .addArgument(new Argument("[what]", SUBJECTS.join(", ")).argParser(choice(SUBJECTS)).default("charter"))
    .option("--role-model <key or file>", "narrow the schema of charters to this role model; nobody is asked")
    .option("--live", "narrow it to the organization at the address in CHARTER_API, as --api does")
    .option("--charter <file>", "the charter that it is for; default: the one here")
    .addHelpText("after", EXAMPLES);
  return withOrganization(withConnection(command)).action(async (name: SchemaName, options: SchemaOptions) => {
    const { printSchema } = await import("./schema.ts");
    end(await printSchema(terminal, name, options));
  });
}
