import type { Terminal } from "../../src/cli/terminal.ts";
import { fromRoot } from "./paths.ts";

const WIDTH = 100;

/** A terminal of a fixed width, so that the page is the same wherever it is made. */
export function offstageTerminal(said: string[]): Terminal {
  return {
    out: (text) => void said.push(text),
    err: (text) => {
      throw new Error(text);
    },
    environment: {},
    cwd: fromRoot("."),
    interactive: false,
    width: { out: WIDTH, err: WIDTH },
    canvas: undefined,
    color: { out: false, err: false },
    ask: async () => "",
    signal: new AbortController().signal,
    today: () => "",
    now: () => "",
  };
}
