import { displayWidth } from "../diagnostics/display-width.ts";
import { pad, type Width, wrapText } from "./wrap.ts";

const GAP = "  ";
/** A column is not made narrower than this to fit a terminal. */
const NARROWEST = 20;

/**
 * Rows as aligned columns without lines: they paste well, and `cut` and `grep` can read them. Where they are wider than
 * the terminal, the widest column is wrapped. Costs a step a cell, because listings can have every member in them.
 */
export function columnsText(rows: readonly (readonly string[])[], width: Width): string {
  const widths = fitted(naturalWidths(rows), width);
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

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell));
  }
  return widths;
}

function fitted(widths: readonly number[], width: Width): number[] {
  const total = widths.reduce((sum, one) => sum + one, 0) + GAP.length * Math.max(0, widths.length - 1);
  if (width === undefined || total <= width) return [...widths];
  const widest = widths.indexOf(Math.max(...widths));
  return widths.map((one, index) => (index === widest ? Math.max(NARROWEST, one - (total - width)) : one));
}
