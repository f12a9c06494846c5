import type { Command } from "commander";
import { unknownWord } from "./choice.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The command that `charter help fleet work` asks about, at any depth; commander's own help looks at the first word, and
 * passes over one that it does not know. Throws UsageError.
 */
export function helpOn(program: Command, words: readonly string[]): Command {
  let found = program;
  for (const word of words.filter((word) => !word.startsWith("-"))) {
    const below = found.commands.find((command) => command.name() === word);
    if (below === undefined) throw unknownVerb(found, word);
    found = below as Command;
  }
  return found;
}

/** `charter plna --help`: commander's own help passes over a verb that it does not know. Throws UsageError. */
export function assertVerbsOfHelp(program: Command, words: readonly string[]): void {
  if (!words.some((word) => word === "--help" || word === "-h")) return;
  let found = program;
  for (const word of words) {
    if (word.startsWith("-") || found.commands.length === 0 || found.registeredArguments.length > 0) return;
    found = helpOn(found, [word]);
  }
}

/** `charter serve bckup`: a verb that runs by itself, too, would say that it takes no argument. */
export function assertNoWord(command: Command): void {
  const [word] = command.args;
  if (word !== undefined) throw unknownVerb(command, word);
}

function unknownVerb(parent: Command, word: string): UsageError {
  const verbs = parent.commands.map((command) => command.name());
  const advice = verbs.length === 0 ? "It has none" : unknownWord(word, verbs);
  return new UsageError(`${parent.name()} has no verb ${JSON.stringify(word)}. ${advice}`);
}
