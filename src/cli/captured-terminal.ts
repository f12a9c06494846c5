import type { Terminal } from "./terminal.ts";

/** A terminal that keeps what it is told. */
export interface CapturedTerminal {
  readonly terminal: Terminal;
  readonly said: { out: string; err: string };
}

/** The world as it is, but for what is written: that is kept until it can be shown as a whole. Nobody can be asked. */
export function capturedTerminal(terminal: Terminal): CapturedTerminal {
  const said = { out: "", err: "" };
  return {
    said,
    terminal: {
      ...terminal,
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      interactive: false,
      canvas: undefined,
    },
  };
}
