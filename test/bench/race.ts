import type { Loaded } from "./load.ts";
import { type Job, peakOf, timeOf } from "./measured-process.ts";

/** One line of the result. */
export interface Row {
  readonly name: string;
  /** People, or changes; 0 where there is nothing to count. */
  readonly size: number;
  /** Milliseconds, the least of all runs. */
  readonly ours: number;
  /** Milliseconds of the floor in the same minutes on the same machine, the least of all runs. */
  readonly floor: number;
  readonly ratio: number;
  /** Most memory that our process had, in bytes. */
  readonly peakMemory: number;
  readonly floorPeakMemory: number;
  /** Processor time in milliseconds, where it is measured: all of ours, all of the floor, and what is the provider's. */
  readonly cpu?: { readonly ours: number; readonly floor: number; readonly provider: number };
  /** Of a server: how many asked at once, and what each was answered. */
  readonly load?: { readonly connections: number; readonly ours: Loaded; readonly floor: Loaded };
}

export interface Race {
  readonly name: string;
  readonly size: number;
  readonly repeats: number;
  /** Made anew for each run, so that one that writes starts from the same state. */
  readonly ours: Course;
  readonly floor: Course;
}

/** Prepares one run, and puts away what it needed. */
export type Course = (run: (job: Job) => Promise<void>) => Promise<void>;

/** Runs both in turn, so that what else the machine does slows both, and takes the least of each. */
export async function race({ name, size, repeats, ours, floor }: Race, scratch: string): Promise<Row> {
  const times = { ours: Number.POSITIVE_INFINITY, floor: Number.POSITIVE_INFINITY };
  for (let round = 0; round < repeats; round++) {
    for (const [side, course] of [["floor", floor] as const, ["ours", ours] as const]) {
      await course(async (job) => {
        times[side] = Math.min(times[side], await timeOf(job));
      });
    }
  }
  return {
    name,
    size,
    ...times,
    ratio: times.ours / times.floor,
    peakMemory: await peakOn(ours, scratch),
    floorPeakMemory: await peakOn(floor, scratch),
  };
}

async function peakOn(course: Course, scratch: string): Promise<number> {
  let peak = 0;
  await course(async (job) => {
    peak = await peakOf(job, scratch);
  });
  return peak;
}

/** A course that needs nothing prepared. */
export function always(job: Job): Course {
  return (run) => run(job);
}
