import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Stryker } from "@stryker-mutator/core";

type MutantResult = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

/** Prints each survivor with its place and the score of each file; gives the score of all, in percent. */
export function printScore(mutants: readonly MutantResult[]): number {
  const counted = mutants.filter(({ status }) => status !== "Ignored" && status !== "CompileError");
  for (const mutant of counted.filter((one) => !isKilled(one))) say(survivor(mutant));
  const files = Map.groupBy(counted, ({ fileName }) => fileName);
  for (const [file, ofFile] of [...files].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    say(line(relative(".", file), ofFile));
  say(line("all", counted));
  return percent(counted);
}

function isKilled({ status }: MutantResult): boolean {
  return status === "Killed" || status === "Timeout" || status === "RuntimeError";
}

function percent(mutants: readonly MutantResult[]): number {
  return mutants.length === 0 ? 100 : (100 * mutants.filter(isKilled).length) / mutants.length;
}

function line(name: string, mutants: readonly MutantResult[]): string {
  const killed = mutants.filter(isKilled).length;
  return `${percent(mutants).toFixed(1).padStart(5)} %  ${String(killed).padStart(5)} of ${String(mutants.length).padStart(5)}  ${name}`;
}

function survivor({ fileName, location, replacement, mutatorName, status }: MutantResult): string {
  const { start, end } = location;
  const lines = readFileSync(fileName, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const cut = lines.map((text, index) =>
    text.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
  );
  const was = cut.map((text) => text.trim()).join(" ");
  return `${relative(".", fileName)}:${start.line}:${start.column} ${mutatorName} (${status}): ${was} -> ${replacement ?? ""}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
