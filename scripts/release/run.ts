import { execFileSync } from "node:child_process";

/** Runs a program to its end, and gives what it printed. Throws, with what it said, where it fails. */
export function run(program: string, argv: readonly string[], cwd: string): string {
  const encoding = "utf8";
  const stdio: ("ignore" | "pipe" | "inherit")[] = ["ignore", "pipe", "inherit"];
  return execFileSync(program, argv, { cwd, encoding, stdio, maxBuffer: 64 * 1024 * 1024 });
}
