import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import type { GeneratedFile } from "../generate.ts";

/** Writes what is not current; with `--check` nothing is written, and the process fails where something is not. */
export async function writeFiles(files: readonly GeneratedFile[]): Promise<void> {
  const check = process.argv.includes("--check");
  const stale: string[] = [];
  for (const { path, text } of files) {
    const present = await readFile(path, "utf8").catch(() => undefined);
    if (present === text) continue;
    stale.push(relative(process.cwd(), path));
    if (check) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  for (const path of stale) process.stderr.write(`${check ? "not current" : "written"}: ${path}\n`);
  if (check && stale.length > 0) {
    process.stderr.write("run `npm run generate` and commit the result\n");
    process.exitCode = 1;
  }
}
