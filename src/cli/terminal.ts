/** Everything of the world that a verb may touch, so that a test can stand in for it. */
export interface Terminal {
  /** Data: standard output. */
  readonly out: (text: string) => void;
  /** Everything else: standard error. */
  readonly err: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** A person is there to be asked: both ends are a terminal, and this is no CI. */
  readonly interactive: boolean;
  /** Columns of standard output and of standard error; undefined where they are no terminal, and nothing is wrapped. */
  readonly width: { readonly out: number | undefined; readonly err: number | undefined };
  /** Where a progress bar can be drawn: standard error, if it is a terminal and this is no CI. */
  readonly canvas: NodeJS.WriteStream | undefined;
  /** Colour on standard output, and on standard error. */
  readonly color: { readonly out: boolean; readonly err: boolean };
  /** The answer; empty where there is none, because of Ctrl-C or an end of the input. */
  readonly ask: (question: string) => Promise<string>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The day in UTC, ISO 8601. */
  readonly today: () => string;
  /** The instant in UTC, ISO 8601. */
  readonly now: () => string;
}
