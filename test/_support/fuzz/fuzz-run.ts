import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DoorName } from "./doors.ts";
import { readSeedFile } from "./seed-file.ts";

/** A stretch of seeds for one door: from the first up to, and without, the last. */
export interface FuzzTask {
  readonly door: DoorName;
  readonly from: number;
  readonly to: number;
  readonly folder: string;
  readonly seedFile: string;
}

/** A seed whose input did what no input may do. */
export interface FuzzFault {
  readonly seed: number;
  readonly said: string;
}

export interface FuzzReport {
  readonly accepted: number;
  readonly refused: number;
  readonly faults: readonly FuzzFault[];
  /** Megabytes: after the first inputs, after the last, both swept, and the most in between, unswept. */
  readonly memory: { readonly before: number; readonly after: number; readonly peak: number };
  readonly slowest: { readonly seed: number; readonly milliseconds: number };
}

export interface FuzzLimits {
  /** How long one input may take before it is called a hang. */
  readonly hangSeconds?: number;
  /** Megabytes with which every input has to do. */
  readonly memory?: number;
}

/** Nothing that is handed in takes a second of computing. A starved process has stood still for three minutes on one. */
const HANG_SECONDS = 1_800;
const MEMORY_LIMIT = 768;
/** Letters of what a process says as it ends: V8 prints its stack last. */
const LAST_WORDS = 4_000;

/** Files that live for a millisecond need no disk, where there is another place. */
const MEMORY = "/dev/shm";

/**
 * Runs the seeds in a process of their own, under a watch that can name the one that hangs or eats the memory.
 * A thread would not do: where one has taken all of its memory, V8 now and then ends the whole process.
 */
export async function runFuzz(door: DoorName, from: number, to: number, limits: FuzzLimits = {}): Promise<FuzzReport> {
  const place = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), `charter-fuzz-${door}-`));
  const task: FuzzTask = { door, from, to, folder: join(place, "door"), seedFile: join(place, "seed") };
  await mkdir(task.folder);
  const worker = fork(new URL("./fuzz-worker.ts", import.meta.url), [JSON.stringify(task)], {
    execArgv: ["--expose-gc", `--max-old-space-size=${limits.memory ?? MEMORY_LIMIT}`],
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  try {
    return await reportOf(worker, () => readSeedFile(task.seedFile), limits.hangSeconds ?? HANG_SECONDS);
  } finally {
    worker.kill("SIGKILL");
    await rm(place, { recursive: true, force: true });
  }
}

function reportOf(worker: ChildProcess, seedNow: () => number | undefined, hangSeconds: number): Promise<FuzzReport> {
  return new Promise((resolve, reject) => {
    let watched = { seed: seedNow(), since: performance.now() };
    const watch = setInterval(() => {
      const seed = seedNow();
      if (seed === undefined || seed !== watched.seed) watched = { seed, since: performance.now() };
      else if (performance.now() - watched.since > hangSeconds * 1000) end(new Error(`seed ${seed} hangs`));
    }, 1_000);
    const end = (error: Error) => {
      clearInterval(watch);
      reject(error);
    };
    let said = "";
    worker.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    worker.once("error", end);
    worker.once("close", () => end(new Error(`seed ${seedNow()} ends the process: ${said.slice(-LAST_WORDS)}`)));
    worker.once("message", (report: FuzzReport) => {
      clearInterval(watch);
      resolve(report);
    });
  });
}
