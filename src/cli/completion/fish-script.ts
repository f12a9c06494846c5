import { valuedFlags } from "./case-arms.ts";
import type { CommandNode, Flag, Values } from "./command-node.ts";

const HEAD = `# Completion of charter for fish 3 and later: charter completion fish > ~/.config/fish/completions/charter.fish
# Made from the command's own verbs and options. It starts no process when a key is pressed.
`;

/** `__charter_at PATH [FIRST LAST]`: whether the words typed so far lead to this verb, and to such a position. */
const WALK = `function __charter_at
    set -l path charter
    set -l position 0
    set -l awaiting 0
    set -l closed 0
    set -l words (commandline -opc)
    set -e words[1]
    for word in $words
        if test $awaiting = 1
            set awaiting 0
        else if test $closed = 1
            set position (math $position + 1)
        else if test "$word" = --
            set closed 1
        else if string match -q -- '-*' "$word"
            contains -- "$word" (__charter_valued "$path"); and set awaiting 1
        else if test $position = 0; and contains -- "$word" (__charter_verbs "$path")
            set path "$path $word"
        else
            set position (math $position + 1)
        end
    end
    test "$path" = "$argv[1]"; or return 1
    set -q argv[2]; or return 0
    test $position -ge $argv[2] -a $position -le $argv[3]
end

complete -c charter -f`;

/** Further than anybody types. */
const ANY = 9999;

/** A script for fish that completes every verb, option and value of the command, with what each is for. */
export function fishScript(nodes: readonly CommandNode[]): string {
  const verbs = table("__charter_verbs", nodes, ({ verbs: below }) => below.map(({ name }) => name));
  const valued = table("__charter_valued", nodes, valuedFlags);
  return [HEAD, verbs, valued, WALK, ...nodes.flatMap(linesOf), ""].join("\n");
}

function table(name: string, nodes: readonly CommandNode[], wordsOf: (node: CommandNode) => readonly string[]): string {
  const cases = nodes.flatMap((node) => {
    const words = wordsOf(node);
    return words.length === 0 ? [] : [`        case '${node.path}'\n            printf '%s\\n' ${words.join(" ")}`];
  });
  return `function ${name}\n    switch "$argv[1]"\n${cases.join("\n")}\n    end\nend\n`;
}

function linesOf({ path, verbs, flags, positionals }: CommandNode): string[] {
  return [
    ...verbs.map(({ name, description }) => line(`${path}' 0 '0`, `-a ${name}${about(description)}`)),
    ...flags.map((flag) => line(path, flagText(flag))),
    ...positionals.flatMap(({ variadic, ...values }, index) => {
      const given = valuesText(values);
      return given === "" ? [] : [line(`${path}' ${index} '${variadic ? ANY : index}`, given)];
    }),
  ];
}

function line(condition: string, rest: string): string {
  return `complete -c charter -n "__charter_at '${condition}'" ${rest}`;
}

function flagText({ names, description, value }: Flag): string {
  const spelled = names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const given = value === undefined ? "" : ` -r ${valuesText(value) || "-f"}`;
  return `${spelled.join(" ")}${given}${about(description)}`;
}

/** Files beside the words, or words alone. */
function valuesText({ words, files }: Values): string {
  const listed = words.length === 0 ? [] : [`-a '${words.join(" ")}'`];
  return [files ? "-F" : words.length === 0 ? "" : "-f", ...listed].filter((part) => part !== "").join(" ");
}

function about(description: string): string {
  return ` -d '${description.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
