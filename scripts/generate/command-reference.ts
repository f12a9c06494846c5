import type { Command } from "commander";
import { buildProgram } from "../../src/cli/program.ts";
import { run } from "../../src/cli/run.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import type { GeneratedFile } from "../generate.ts";
import { fromRoot } from "./paths.ts";

const WIDTH = 100;

const HEAD = `<!-- Made by \`npm run generate\`; edits are lost. -->

# The command

Every verb as \`charter VERB --help\` describes it. Data goes to standard output and everything else to standard error.
`;

/** The command's own help, verb by verb, as one page. */
export async function commandReference(): Promise<GeneratedFile[]> {
  const sections = [section("charter", await help([]))];
  for (const path of pathsBelow(buildProgram("", terminalInto([]), () => undefined)))
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
  await run([...path, "--help"], "", terminalInto(said));
  return said.join("").trimEnd();
}

function section(title: string, text: string): string {
  return `## \`${title}\`\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}

/** A terminal of a fixed width, so that the page is the same wherever it is made. */
function terminalInto(said: string[]): Terminal {
  return {
    out: (text) => void said.push(text),
    err: (text) => {
      throw new Error(text);
    },
    environment: {},
    cwd: fromRoot("."),
    interactive: false,
    width: { out: WIDTH, err: WIDTH },
    canvas: undefined,
    color: { out: false, err: false },
    ask: async () => "",
    signal: new AbortController().signal,
    today: () => "",
    now: () => "",
  };
}
