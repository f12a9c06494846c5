import type { Row } from "./race.ts";

const COLUMNS = ["name", "size", "ours ms", "floor ms", "ratio", "peak MB", "floor's MB", "what"] as const;

/** Rows as a table for people. Times are the least of all runs. */
export function resultTable(rows: readonly (Row & { readonly what: string })[]): string {
  const cells = rows.map((row) => [
    row.name,
    row.size === 0 ? "" : row.size.toLocaleString("en"),
    milliseconds(row.ours),
    milliseconds(row.floor),
    row.ratio.toFixed(2),
    megabytes(row.peakMemory),
    megabytes(row.floorPeakMemory),
    row.what,
  ]);
  const lines = [[...COLUMNS], ...cells];
  const widths = COLUMNS.map((_column, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return `${lines.map((line) => formatLine(line, widths)).join("\n")}\n`;
}

function formatLine(line: readonly string[], widths: readonly number[]): string {
  const cells = line.map((cell, at) => {
    const width = widths[at] ?? 0;
    return at === 0 || at === line.length - 1 ? cell.padEnd(width) : cell.padStart(width);
  });
  return cells.join("  ").trimEnd();
}

function milliseconds(time: number): string {
  return time.toFixed(time < 10 ? 2 : 0);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
