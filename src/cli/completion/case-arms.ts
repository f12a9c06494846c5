import type { CommandNode, Values } from "./command-node.ts";

/** What may be given at one place: to an option (`charter plan --out`), or at a position (`charter plan 0`). */
export interface Arm {
  /** A pattern of bash and zsh alike. */
  readonly pattern: string;
  readonly values: Values;
}

/** The places of all verbs at which there is something to complete. The first pattern that matches is meant. */
export function armsOf(nodes: readonly CommandNode[]): Arm[] {
  return nodes
    .flatMap(({ path, flags, positionals }) => [
      ...flags.flatMap(({ names, value }) =>
        value === undefined ? [] : [{ pattern: names.map((name) => `'${path} ${name}'`).join("|"), values: value }],
      ),
      ...positionals.map(({ variadic, ...values }, index) => ({
        pattern: variadic ? `'${path} '[0-9]*` : `'${path} ${index}'`,
        values,
      })),
    ])
    .filter(({ values }) => values.words.length > 0 || values.files);
}

/** Names of the options of a verb that take a value. */
export function valuedFlags({ flags }: CommandNode): string[] {
  return flags.flatMap(({ names, value }) => (value === undefined ? [] : names));
}
