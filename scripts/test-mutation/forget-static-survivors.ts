import { existsSync, readFileSync, writeFileSync } from "node:fs";

interface Remembered {
  readonly files: Readonly<Record<string, { mutants: { readonly static?: boolean; readonly status: string }[] }>>;
}

/**
 * What runs once, as a module is loaded, is covered by no single test. The tool would keep the survivors there for
 * good, whatever tests came since: they are taken out of what it remembers, so that they are run again.
 */
export function forgetStaticSurvivors(path: string): void {
  if (!existsSync(path)) return;
  const report = JSON.parse(readFileSync(path, "utf8")) as Remembered;
  for (const file of Object.values(report.files))
    file.mutants = file.mutants.filter((mutant) => mutant.static !== true || mutant.status === "Killed");
  writeFileSync(path, JSON.stringify(report));
}
