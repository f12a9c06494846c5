import Table from "cli-table3";
import { printable } from "../../diagnostics/printable.ts";
import { PLAIN } from "../table-style.ts";

/** What `show` prints: counts on top, then one line an entry. */
export interface Listing {
  readonly counts: Readonly<Record<string, number>>;
  readonly columns: readonly string[];
  readonly entries: readonly Readonly<Record<string, unknown>>[];
}

/** A listing as aligned columns without lines. */
export function listingText({ counts, columns, entries }: Listing): string {
  const summary = Object.entries(counts).map(([name, number]) => `${number} ${printable(name)}`);
  const head = summary.length === 0 ? "none" : summary.join(" · ");
  if (entries.length === 0) return `${head}\n`;
  const table = new Table({ ...PLAIN, head: [...columns] });
  for (const entry of entries) table.push(columns.map((column) => cell(entry[column])));
  return `${head}\n\n${table.toString().replace(/[ \t]+$/gm, "")}\n`;
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
