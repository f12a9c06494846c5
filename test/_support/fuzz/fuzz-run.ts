import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { DoorName } from "./doors.ts";

/** A stretch of seeds for one door: from the first up to, and without, the last. */
export interface FuzzTask {
  readonly door: DoorName;
  readonly from: number;
  readonly to: number;
  readonly folder: string;
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

/** Nothing that is handed in takes a second of computing. A starved thread has stood still for three minutes on one. */
const HANG_SECONDS = 1_800;
const MEMORY_LIMIT = 768;
/** No seed yet: what the door needs is loaded first. */
const LOADING = -1;

/** Files that live for a millisecond need no disk, where there is another place. */
const MEMORY = "/dev/shm";

/** Runs the seeds in a thread of their own, under a watch that can name the one that hangs or eats the memory. */
export async function runFuzz(door: DoorName, from: number, to: number, limits: FuzzLimits = {}): Promise<FuzzReport> {
  const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), `charter-fuzz-${door}-`));
  const progress = new Int32Array(new SharedArrayBuffer(4)).fill(LOADING);
  const worker = new Worker(new URL("./fuzz-worker.ts", import.meta.url), {
    workerData: { door, from, to, folder, progress },
    resourceLimits: { maxOldGenerationSizeMb: limits.memory ?? MEMORY_LIMIT },
  });
  try {
    return await reportOf(worker, () => Atomics.load(progress, 0), limits.hangSeconds ?? HANG_SECONDS);
  } finally {
    await worker.terminate();
    await rm(folder, { recursive: true, force: true });
  }
}

function reportOf(worker: Worker, seedNow: () => number, hangSeconds: number): Promise<FuzzReport> {
  return new Promise((resolve, reject) => {
    let watched = { seed: -1, since: performance.now() };
    const watch = setInterval(() => {
      const seed = seedNow();
      if (seed === LOADING || seed !== watched.seed) watched = { seed, since: performance.now() };
      else if (performance.now() - watched.since > hangSeconds * 1000) end(new Error(`seed ${seed} hangs`));
    }, 1_000);
    const end = (error: Error) => {
      clearInterval(watch);
      reject(error);
    };
    worker.once("error", (cause) => end(new Error(`seed ${seedNow()} ends the thread: ${String(cause)}`, { cause })));
    worker.once("exit", () => end(new Error(`seed ${seedNow()} ends the thread`)));
    worker.once("message", (report: FuzzReport) => {
      clearInterval(watch);
      resolve(report);
    });
  });
}
