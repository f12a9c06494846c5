import { Command } from "commander";
import { type ConnectionOptions, withConnection, withOrganization } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

export interface ExportOptions extends ConnectionOptions {
  readonly out?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  charter export > charter.yaml
  charter export --organization acme --out charter.yaml
  charter export --json | jq '.members | length'`;

export function exportCommand({ terminal, end }: Runtime): Command {
  const command = new Command("export")
    .description("print the live state as a charter that plans to no changes")
    .option("--out <file>", "write to a file that does not exist yet")
    .option("--json", "as JSON instead of YAML")
    .addHelpText("after", EXAMPLES);
  return withOrganization(withConnection(command)).action(async (options: ExportOptions) => {
    const { exportCharter } = await import("./export.ts");
    end(await exportCharter(terminal, options));
  });
}
