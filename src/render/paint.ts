import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Colours, or the same text without them. */
export interface Paint {
  readonly added: (text: string) => string;
  readonly changed: (text: string) => string;
  readonly removed: (text: string) => string;
  readonly warned: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Whether to colour is the caller's decision: this room reads no environment. */
export function paint(color: boolean): Paint {
  const style = (format: Style) => (text: string) =>
    color ? styleText(format, text, { validateStream: false }) : text;
  return {
    added: style("green"),
    changed: style("yellow"),
    removed: style("red"),
    warned: style(["bold", "magenta"]),
    strong: style("bold"),
    faint: style("dim"),
  };
}
