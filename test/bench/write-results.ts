import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Row } from "./race.ts";

/** Writes the rows for machines: milliseconds and bytes. */
export async function writeResults(file: string, rows: readonly Row[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(rows, null, 2)}\n`);
}
