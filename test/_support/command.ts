import { run } from "../../src/cli/run.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

/** How a command ended, and what it said. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The world around a command, where it is not the plainest. */
export interface Surroundings {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Somebody sits there and answers this, question by question. */
  readonly answers?: readonly string[];
  readonly width?: number;
  readonly color?: boolean;
  readonly signal?: AbortSignal;
  readonly today?: string;
  /** Told of everything that comes on standard output, as it comes. */
  readonly onOut?: (text: string) => void;
  /** Told of everything that comes on standard error, as it comes. */
  readonly onErr?: (text: string) => void;
}

/** Runs a command in this process, on a terminal that the test made. */
export async function command(argv: readonly string[], surroundings: Surroundings): Promise<Ran> {
  const { cwd, environment = {}, answers, width, color = false, signal, today = "2026-11-22" } = surroundings;
  const said = { out: "", err: "" };
  const open = [...(answers ?? [])];
  const terminal: Terminal = {
    out: (text) => {
      said.out += text;
      surroundings.onOut?.(text);
    },
    err: (text) => {
      said.err += text;
      surroundings.onErr?.(text);
    },
    environment,
    cwd,
    interactive: answers !== undefined,
    width: { out: width, err: width },
    canvas: undefined,
    color: { out: color, err: color },
    ask: async (question) => {
      said.err += question;
      return open.shift() ?? "";
    },
    signal: signal ?? new AbortController().signal,
    today: () => today,
    now: () => `${today}T12:00:00.000Z`,
  };
  const code = await run(argv, "0.0.0-test", terminal);
  return { code, ...said };
}
