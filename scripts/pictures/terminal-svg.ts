import Anser, { type AnserJsonEntry } from "anser";
import { htmlText } from "../../src/diagnostics/html-text.ts";

const COLUMN = 8.4;
const LINE = 20;
const MARGIN = 20;
const BAR = 36;

/** Colours of a light terminal and of a dark one, each readable on its ground (a contrast of 4.5 to 1 or more). */
const STYLE = `
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; fill: #24292f }
  .ground { fill: #ffffff; stroke: #d0d7de }
  .dot { fill: #d0d7de }
  .bold { font-weight: 600 }
  .dim { fill: #59636e }
  .ansi-green { fill: #116329 }
  .ansi-yellow { fill: #7d4e00 }
  .ansi-red { fill: #a40e26 }
  .ansi-magenta { fill: #8250df }
  .ansi-cyan { fill: #0a5d75 }
  @media (prefers-color-scheme: dark) {
    text { fill: #d1d7e0 }
    .ground { fill: #0d1117; stroke: #3d444d }
    .dot { fill: #3d444d }
    .dim { fill: #9198a1 }
    .ansi-green { fill: #4ac26b }
    .ansi-yellow { fill: #d4a72c }
    .ansi-red { fill: #ff8182 }
    .ansi-magenta { fill: #c297ff }
    .ansi-cyan { fill: #76e3ea }
  }`;

/**
 * A picture of what a terminal shows, in the reader's colour scheme. Text stays text: it can be searched and is read
 * aloud, and `title` says what it is.
 */
export function terminalSvg(text: string, { columns, title }: { columns: number; title: string }): string {
  const lines = text.replace(/\n+$/, "").split("\n");
  const width = Math.ceil(columns * COLUMN + 2 * MARGIN);
  const height = BAR + lines.length * LINE + MARGIN;
  const rows = lines.map((line, row) => lineSvg(line, BAR + (row + 1) * LINE - 6)).filter((row) => row !== "");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${htmlText(title)}">`,
    `<title>${htmlText(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    ...[0, 1, 2].map((dot) => `<circle class="dot" cx="${MARGIN + 4 + dot * 18}" cy="${BAR / 2}" r="5"/>`),
    ...rows,
    "</svg>",
    "",
  ].join("\n");
}

function lineSvg(line: string, baseline: number): string {
  let column = 0;
  const spans: string[] = [];
  for (const span of Anser.ansiToJson(line, { use_classes: true, remove_empty: true })) {
    const length = [...span.content].length;
    if (span.content.trim() !== "") spans.push(spanSvg(span, column, length, baseline));
    column += length;
  }
  return spans.join("");
}

/** Each span has its column and its length, so that what is aligned in a terminal is aligned in every font. */
function spanSvg(
  { content, fg, decorations }: AnserJsonEntry,
  column: number,
  length: number,
  baseline: number,
): string {
  const classes = [fg, ...decorations].filter((name) => name !== null && name !== undefined).join(" ");
  const style = classes === "" ? "" : ` class="${classes}"`;
  const x = (MARGIN + column * COLUMN).toFixed(1);
  return `<text${style} x="${x}" y="${baseline}" textLength="${(length * COLUMN).toFixed(1)}" xml:space="preserve">${htmlText(content)}</text>`;
}
