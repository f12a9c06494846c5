import { Command } from "commander";
import { type ConnectionOptions, withConnection, withOrganization } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

export interface ReportOptions extends ConnectionOptions {
  readonly out: string;
}

const EXAMPLES = `
Examples:
  charter report
  charter report charter.yaml --out membership.html
  charter report plan.json --out plan.html
  charter report --organization acme --out - > membership.html

The page has everything in it and loads nothing: it can be mailed, archived, or kept as a build artefact. It shows who
belongs to the organization, so treat it like the list of members itself.`;

export function reportCommand({ terminal, end }: Runtime): Command {
  const command = new Command("report")
    .description("the live state as one HTML page, with a plan's changes where one is given")
    .argument("[charter or plan...]", "a charter, which is planned, or one saved plan")
    .option("--out <file>", "where to write the page, over an earlier one; - for standard output", "report.html")
    .addHelpText("after", EXAMPLES);
  return withOrganization(withConnection(command)).action(async (paths: string[], options: ReportOptions) => {
    const { report } = await import("./report.ts");
    end(await report(terminal, paths, options));
  });
}
