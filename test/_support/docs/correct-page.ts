import { readFile, writeFile } from "node:fs/promises";
import type { Correction } from "./follow-page.ts";

/** Puts what commands really print into a page, in place of what it shows. */
export async function correctPage(page: string, corrections: readonly Correction[]): Promise<void> {
  const lines = (await readFile(page, "utf8")).split("\n");
  for (const { line, command, expected, printed } of corrections.toReversed()) {
    const first = line - 1 + command.split("\n").length;
    const shown = printed
      .trimEnd()
      .replaceAll(/\bchr_\w+/g, "chr_…")
      .replaceAll(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, "…")
      .split("\n");
    lines.splice(first, expected.length, ...(printed.trim() === "" ? [] : shown.map((each) => each.trimEnd())));
  }
  await writeFile(page, lines.join("\n"));
}
