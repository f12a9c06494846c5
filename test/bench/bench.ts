import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "./race.ts";

/** What is measured, and where. */
export interface Bench {
  /** The command's entry file. */
  readonly command: string;
  /** The package's entry file. */
  readonly library: string;
  /** A folder to write into. */
  readonly scratch: string;
}

/** One thing that can be measured; its name is that of its row. */
export interface Case {
  readonly name: string;
  readonly size: number;
  /** What is compared, in words. */
  readonly what: string;
  measure(bench: Bench): Promise<Row>;
}

/** A row, and what is compared in it, in words. */
export type DescribedRow = Row & { readonly what: string };

/** Several things that can only be measured one after the other. */
export interface Series {
  readonly name: string;
  readonly size: number;
  measureAll(bench: Bench): Promise<readonly DescribedRow[]>;
}

/** A folder of its own below the scratch folder. */
export async function folderIn({ scratch }: Bench, name: string): Promise<string> {
  const folder = join(scratch, name);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Runs with a scratch folder that is gone afterwards. */
export async function withScratch<Result>(use: (scratch: string) => Promise<Result>): Promise<Result> {
  const scratch = await mkdtemp(join(tmpdir(), "charter-bench-"));
  try {
    return await use(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** How often something of this size is run: the least of few runs says more of the machine than of the code. */
export function repeatsFor(size: number): number {
  return size <= 100_000 ? 15 : 3;
}
