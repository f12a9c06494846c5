import { readFile } from "node:fs/promises";
import { bashScript } from "../../src/cli/completion/bash-script.ts";
import { commandNodes } from "../../src/cli/completion/command-nodes.ts";
import { fishScript } from "../../src/cli/completion/fish-script.ts";
import { zshScript } from "../../src/cli/completion/zsh-script.ts";
import { buildProgram } from "../../src/cli/program.ts";
import type { ArchiveEntry } from "../executables/archive-entry.ts";
import { offstageTerminal } from "../generate/offstage-terminal.ts";
import { fromRoot } from "../generate/paths.ts";

/** What goes with the command on every platform: completions under the names that shells look for, and the manual. */
export async function companions(): Promise<ArchiveEntry[]> {
  const nodes = commandNodes(buildProgram("", offstageTerminal([]), () => undefined));
  const text = (name: string, content: string) => ({ name, content: Buffer.from(content), mode: 0o644 });
  return [
    text("completions/charter.bash", bashScript(nodes)),
    text("completions/_charter", zshScript(nodes)),
    text("completions/charter.fish", fishScript(nodes)),
    text("man/man1/charter.1", await readFile(fromRoot("man/charter.1"), "utf8")),
  ];
}
