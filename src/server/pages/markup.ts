import { htmlText } from "../../diagnostics/html-text.ts";
import { printable } from "../../diagnostics/printable.ts";

/** HTML that was put together here. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Markup | string | undefined;

/** HTML with values in it: whatever is not markup itself is escaped, and cannot turn the direction of the text. */
export function html(strings: TemplateStringsArray, ...values: readonly (Piece | readonly Piece[])[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + asHtml(values[index - 1]) + string));
}

function asHtml(value: Piece | readonly Piece[]): string {
  if (value === undefined) return "";
  if (value instanceof Markup) return value.text;
  return typeof value === "string" ? htmlText(printable(value)) : value.map(asHtml).join("");
}
