import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The built command. */
export const BUILT = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Compiled code is kept between tests; a home of their own would let each one compile anew. */
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));

export interface ChildSurroundings {
  readonly cwd: string;
  /** The command's entry file; default: the built one. */
  readonly entry?: string;
  /** Node's own options. */
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** How a process ended; a code or the signal that killed it. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a process of its own. */
export interface RunningCommand {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves once standard output or standard error has so much in it; at the latest when the process ends. */
  until(stream: "out" | "err", seen: (text: string) => boolean): Promise<void>;
}

/** Starts the command with an environment of the test's own and nothing of ours but the path. */
export function startCommand(argv: readonly string[], surroundings: ChildSurroundings): RunningCommand {
  const { cwd, environment = {}, entry = BUILT, nodeOptions = [] } = surroundings;
  return observed(
    spawn(process.execPath, [...nodeOptions, entry, ...argv], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, XDG_CACHE_HOME: CACHE, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
}

/** Runs a line of shell in which `charter` is the built command. */
export function startShell(line: string, { cwd, environment = {} }: ChildSurroundings): RunningCommand {
  const script = `charter() { "${process.execPath}" "${BUILT}" "$@"; }\n${line}`;
  return observed(
    spawn("bash", ["-c", script], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, XDG_CACHE_HOME: CACHE, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
}

/** Runs the command to its end. */
export async function runCommand(argv: readonly string[], surroundings: ChildSurroundings): Promise<Ended> {
  return await startCommand(argv, surroundings).ended;
}

/** What a process says, and how it ends; it ends with the test at the latest. */
export function observed(child: ChildProcess): RunningCommand {
  const text = { out: "", err: "" };
  const listeners = new Set<() => void>();
  const note = (stream: "out" | "err") => (chunk: Buffer) => {
    text[stream] += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", note("out"));
  child.stderr?.on("data", note("err"));
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "close").then(
    ([code, signal]): Ended => ({ code: code as number | null, signal: signal as NodeJS.Signals | null, ...text }),
  );
  return {
    pid: child.pid ?? 0,
    ended,
    kill: (signal) => void child.kill(signal),
    until: async (stream, seen) => {
      const met = new Promise<void>((resolve) => {
        const look = () => {
          if (!seen(text[stream])) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      });
      await Promise.race([met, ended]);
    },
  };
}
