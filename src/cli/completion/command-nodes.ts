import type { Argument, Command, Option } from "commander";
import { GUARD_CODES } from "../../plan/guard-code.ts";
import { builtInDocuments } from "../../role-models/built-in.ts";
import { wordsOf } from "../choice.ts";
import type { CommandNode, Flag, Positional, Values } from "./command-node.ts";

/** The one option of the whole command that is heard wherever it stands. */
const EVERYWHERE = "--no-color";

/** Every verb of a command, itself first, as it says in its own help. */
export function commandNodes(command: Command): CommandNode[] {
  const anywhere = command.options.filter(({ long }) => long === EVERYWHERE);
  return nodesBelow(command, command.name(), anywhere);
}

function nodesBelow(command: Command, path: string, anywhere: readonly Option[]): CommandNode[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command);
  const names = below.map((child) => child.name());
  const node: CommandNode = {
    path,
    verbs: below.map((child) => ({ name: child.name(), description: child.description() })),
    flags: [...new Set([...help.visibleOptions(command), ...anywhere])].map(flagOf),
    positionals: command.registeredArguments.map(positionalOf),
  };
  return [
    node,
    ...below.flatMap((child) =>
      child.name() === "help" ? [helpNode(path, names)] : nodesBelow(child, `${path} ${child.name()}`, anywhere),
    ),
  ];
}

/** `charter help VERB`, which commander makes itself. */
function helpNode(path: string, verbs: readonly string[]): CommandNode {
  const words = verbs.filter((verb) => verb !== "help");
  return { path: `${path} help`, verbs: [], flags: [], positionals: [{ words, files: false, variadic: false }] };
}

function flagOf(option: Option): Flag {
  const { short, long, flags, description, parseArg } = option;
  const placeholder = /[<[](.+)[>\]]/.exec(flags)?.[1];
  return {
    names: [short, long].filter((name) => name !== undefined),
    description,
    value: placeholder === undefined ? undefined : valuesOf(placeholder, wordsOfOption(option) ?? wordsOf(parseArg)),
  };
}

/** What options mean whose words are found out only when the verb runs. */
function wordsOfOption({ long }: Option): readonly string[] | undefined {
  switch (long) {
    case "--role-model":
      return builtInKeys();
    case "--allow":
      return GUARD_CODES;
    default:
      return undefined;
  }
}

function positionalOf(argument: Argument): Positional {
  const name = argument.name();
  const words = name === "key or file" ? builtInKeys() : wordsOf(argument.parseArg);
  return { ...valuesOf(name, words), variadic: argument.variadic };
}

/** The placeholder says where a file is asked for: `<file>`, `[charter or plan...]`. */
function valuesOf(placeholder: string, words: readonly string[]): Values {
  return { words, files: /\b(?:file|folder|charter|plan)\b/.test(placeholder) };
}

function builtInKeys(): string[] {
  return builtInDocuments().map(({ key }) => key);
}
