import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A command of this machine's Node to be measured. */
export interface Job {
  readonly argv: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Milliseconds as the command itself prints them; otherwise its whole life counts. */
  readonly printsTime?: boolean;
}

const REPORT_PEAK = join(import.meta.dirname, "report-peak.cjs");

/** Milliseconds that the command took. */
export async function timeOf(job: Job): Promise<number> {
  const started = process.hrtime.bigint();
  const printed = await run(job, []);
  const lived = Number(process.hrtime.bigint() - started) / 1e6;
  return job.printsTime === true ? Number(printed) : lived;
}

/** Most memory that the command had, in bytes. A run of its own, because the question costs time. */
export async function peakOf(job: Job, scratch: string): Promise<number> {
  const file = join(scratch, "peak");
  await run({ ...job, environment: { ...job.environment, CHARTER_BENCH_PEAK: file } }, ["--require", REPORT_PEAK]);
  return Number(await readFile(file, "utf8"));
}

async function run({ argv, environment, cwd, printsTime }: Job, options: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [...options, ...argv], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...environment },
    stdio: ["ignore", printsTime === true ? "pipe" : "ignore", "pipe"],
  });
  const [out, err, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), exitOf(child)]);
  if (code !== 0) throw new Error(`node ${argv.join(" ")} ended with ${code}: ${err.slice(0, 2000)}`);
  return out;
}

async function textOf(stream: ChildProcess["stdout"]): Promise<string> {
  let text = "";
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code));
  });
}
