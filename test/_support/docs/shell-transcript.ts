import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";

/** All that a shell has printed so far, on both streams. */
export interface ShellTranscript {
  /** How much that is; what comes next begins here. */
  readonly length: number;
  since(from: number): string;
  /** Resolves once what came since satisfies; rejects where the shell ends before. */
  until(from: number, seen: (text: string) => boolean): Promise<void>;
}

export function transcribe(shell: ChildProcessWithoutNullStreams): ShellTranscript {
  let text = "";
  const listeners = new Set<() => void>();
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      for (const listen of listeners) listen();
    });
  }
  const ended = once(shell, "close").then(() => {
    throw new Error(`the shell ended:\n${text}`);
  });
  // Where nobody waits for anything, its end is the test's own.
  ended.catch(() => undefined);
  return {
    get length() {
      return text.length;
    },
    since: (from) => text.slice(from),
    until: async (from, seen) => {
      const met = new Promise<void>((resolve) => {
        const look = () => {
          if (!seen(text.slice(from))) return;
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
