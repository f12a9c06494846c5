import type { Plan } from "../plan/plan.ts";
import { describeChange } from "./describe-change.ts";

const COLLECTIONS = ["organization", "roles", "members", "tenants", "projects"] as const;

interface Counts {
  add: number;
  change: number;
  remove: number;
  broadens: number;
}

const COLUMNS = { "+": "add", "~": "change", "-": "remove" } as const;

/** A table of how many changes there are, by what they are about; empty without changes. */
export function countsTable({ changes }: Plan): string {
  const counts = new Map<string, Counts>();
  for (const change of changes) {
    const collection = change.address.split("/")[0] ?? "";
    const row = counts.get(collection) ?? { add: 0, change: 0, remove: 0, broadens: 0 };
    row[COLUMNS[describeChange(change).sign]]++;
    if (change.privilege === "broadens") row.broadens++;
    counts.set(collection, row);
  }
  if (counts.size === 0) return "";
  const rows = COLLECTIONS.flatMap((collection) => {
    const row = counts.get(collection);
    return row === undefined ? [] : [tableRow(`${collection[0]?.toUpperCase()}${collection.slice(1)}`, row)];
  });
  const all = [...counts.values()].reduce((sum, row) => ({
    add: sum.add + row.add,
    change: sum.change + row.change,
    remove: sum.remove + row.remove,
    broadens: sum.broadens + row.broadens,
  }));
  const total = rows.length > 1 ? [tableRow("**All**", all)] : [];
  return `| | add | change | remove | ▲ broadens |\n| :-- | --: | --: | --: | --: |\n${[...rows, ...total].join("")}\n`;
}

function tableRow(name: string, { add, change, remove, broadens }: Counts): string {
  return `| ${name} | ${add} | ${change} | ${remove} | ${broadens} |\n`;
}
