/** What may stand at a place of a command line. */
export interface Values {
  readonly words: readonly string[];
  readonly files: boolean;
}

export interface Flag {
  /** As typed, the short one first: `-h`, `--help`. */
  readonly names: readonly string[];
  readonly description: string;
  /** Undefined where it takes no value. */
  readonly value: Values | undefined;
}

/** An argument by position; the last one may stand any number of times. */
export interface Positional extends Values {
  readonly variadic: boolean;
}

/** One verb, as a shell needs to know it. */
export interface CommandNode {
  /** All words that lead to it: `charter serve bootstrap`. */
  readonly path: string;
  readonly verbs: readonly { readonly name: string; readonly description: string }[];
  readonly flags: readonly Flag[];
  readonly positionals: readonly Positional[];
}
