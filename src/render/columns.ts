import { displayWidth } from "../diagnostics/display-width.ts";
import { pad, type Width, wrapText } from "./wrap.ts";

const GAP = "  ";
/** A column is not made narrower than this to fit a terminal. */
const NARROWEST = 20;

type Rows = readonly (readonly string[])[];

/**
 * Rows as aligned columns without lines: they paste well, and `cut` and `grep` can read them. Where they are wider than
 * the terminal, the column that can give most is wrapped between its words. Costs a step a cell, because listings can
 * have every member in them.
 */
export function columnsText(rows: Rows, width: Width): string {
  const widths = fitted(rows, width);
  const lines: string[] = [];
  for (const row of rows) {
    const cells = row.map((cell, index) => wrapText(cell, widths[index]));
    const height = Math.max(1, ...cells.map(({ length }) => length));
    for (let line = 0; line < height; line++) {
      const parts = cells.map((cell, index) => pad(cell[line] ?? "", widths[index] ?? 0));
      lines.push(parts.join(GAP).trimEnd());
    }
  }
  return lines.join("\n");
}

/** Each column's width: of its widest cell, less what has to be saved on the column that can give most. */
function fitted(rows: Rows, width: Width): number[] {
  const widths = widest(rows, displayWidth);
  const total = widths.reduce((sum, one) => sum + one, 0) + GAP.length * Math.max(0, widths.length - 1);
  if (width === undefined || total <= width) return widths;
  const narrowest = widest(rows, longestWord).map((word) => Math.max(NARROWEST, word));
  const room = widths.map((one, index) => one - (narrowest[index] ?? one));
  const giving = room.indexOf(Math.max(...room));
  const given = Math.min(total - width, Math.max(0, room[giving] ?? 0));
  return widths.map((one, index) => (index === giving ? one - given : one));
}

function widest(rows: Rows, measure: (cell: string) => number): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, measure(cell));
  }
  return widths;
}

function longestWord(cell: string): number {
  return Math.max(...cell.split(" ").map(displayWidth));
}
