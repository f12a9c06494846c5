import type { Command } from "commander";
import { buildProgram } from "../../src/cli/program.ts";
import { run } from "../../src/cli/run.ts";
import type { GeneratedFile } from "../generate.ts";
import { offstageTerminal } from "./offstage-terminal.ts";
import { fromRoot } from "./paths.ts";

const HEAD = `<!-- Made by \`npm run generate\`; edits are lost. -->

# The command

Every verb as \`charter VERB --help\` describes it. Data goes to standard output and everything else to standard error.
`;

/** The command's own help, verb by verb, as one page. */
export async function commandReference(): Promise<GeneratedFile[]> {
  const sections = [section("charter", await help([]))];
  for (const path of pathsBelow(buildProgram("", offstageTerminal([]), () => undefined)))
    sections.push(section(`charter ${path.join(" ")}`, await help(path)));
  return [{ path: fromRoot("docs/reference/cli.md"), text: [HEAD, ...sections].join("\n") }];
}

function pathsBelow(parent: Command, above: readonly string[] = []): string[][] {
  return parent.commands.flatMap((child) => {
    const path = [...above, child.name()];
    return [path, ...pathsBelow(child as Command, path)];
  });
}

async function help(path: readonly string[]): Promise<string> {
  const said: string[] = [];
  await run([...path, "--help"], "", offstageTerminal(said));
  return said.join("").trimEnd();
}

function section(title: string, text: string): string {
  return `## \`${title}\`\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}
