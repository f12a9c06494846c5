import type { Command } from "commander";
import { bashScript } from "../completion/bash-script.ts";
import type { CommandNode } from "../completion/command-node.ts";
import { commandNodes } from "../completion/command-nodes.ts";
import { fishScript } from "../completion/fish-script.ts";
import { zshScript } from "../completion/zsh-script.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import type { Shell } from "./completion-command.ts";

const SCRIPTS: Readonly<Record<Shell, (nodes: readonly CommandNode[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints the script of a shell for the whole command. */
export function completion(terminal: Terminal, shell: Shell, command: Command): ExitCode {
  terminal.out(SCRIPTS[shell](commandNodes(command)));
  return EXIT.done;
}
