import { openSync, readFileSync, writeSync } from "node:fs";

/*
 * The seed that a process is at, in a file, for whoever watches it from outside: that can be
 * read while the process computes, and after it was killed.
 */

/** As wide as any seed, so that each covers the one before. */
const WIDTH = 10;

/** Gives what writes the next seed down. */
export function openSeedFile(file: string): (seed: number) => void {
  const opened = openSync(file, "w");
  return (seed) => writeSync(opened, String(seed).padStart(WIDTH), 0);
}

/** Undefined as long as there was no seed: what the door needs is loaded first. */
export function readSeedFile(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || undefined;
  } catch {
    return undefined;
  }
}
