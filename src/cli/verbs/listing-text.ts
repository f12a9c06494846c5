import { printable } from "../../diagnostics/printable.ts";
import { columnsText } from "../../render/columns.ts";
import type { Terminal } from "../terminal.ts";

type Counts = Readonly<Record<string, number>>;

/** What `show` prints: counts on top, then one line an entry. */
export interface Listing {
  readonly counts: Counts;
  /** The same entries, counted by something else. */
  readonly also?: Counts;
  readonly columns: readonly string[];
  readonly entries: readonly Readonly<Record<string, unknown>>[];
}

/** A listing as aligned columns without lines; columns in which nothing stands are left out. */
export function listingText({ counts, also = {}, columns, entries }: Listing, { width }: Terminal): string {
  const lines = [counts, also].map(countsText).filter((line) => line !== "");
  const head = lines.length === 0 ? "none" : lines.join("\n");
  // The counts are of all there are; a filter that leaves nobody has to be told from them.
  if (entries.length === 0)
    return Object.values(counts).some((number) => number > 0) ? `${head}; none of them match\n` : `${head}\n`;
  const filled = columns.filter((column) => entries.some((entry) => cell(entry[column]) !== ""));
  const rows = entries.map((entry) => filled.map((column) => cell(entry[column])));
  return `${head}\n\n${columnsText([filled, ...rows], width.out)}\n`;
}

function countsText(counts: Counts): string {
  return Object.entries(counts)
    .map(([name, number]) => `${number} ${printable(name)}`)
    .join(" · ");
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return printable(value.join(", "));
  if (typeof value === "object")
    return printable(
      Object.entries(value)
        .map(([key, item]) => `${key}=${String(item)}`)
        .join(" "),
    );
  return printable(String(value));
}
