import { Argument, Command } from "commander";
import { choice } from "../choice.ts";
import type { Runtime } from "../program.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

const EXAMPLES = `
Examples:
  charter completion bash > ~/.local/share/bash-completion/completions/charter
  charter completion zsh > "\${fpath[1]}/_charter"
  charter completion fish > ~/.config/fish/completions/charter.fish

The script is whole: it never starts charter. Print it again after an upgrade.`;

export function completionCommand({ terminal, end }: Runtime): Command {
  return new Command("completion")
    .description("print a script that completes verbs, options and their values in a shell")
    .addArgument(new Argument("<shell>", SHELLS.join(", ")).argParser(choice(SHELLS)))
    .addHelpText("after", EXAMPLES)
    .action(async (shell: Shell, _options: object, command: Command) => {
      const { completion } = await import("./completion.ts");
      end(completion(terminal, shell, command.parent ?? command));
    });
}
