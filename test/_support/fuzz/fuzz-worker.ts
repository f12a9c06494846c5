import { setImmediate } from "node:timers/promises";
import { Dice } from "./dice.ts";
import { DOORS } from "./doors.ts";
import type { FuzzDoor } from "./fuzz-door.ts";
import type { FuzzFault, FuzzReport, FuzzTask } from "./fuzz-run.ts";
import { openSeedFile } from "./seed-file.ts";

/** Seeds between two looks at the memory, and the most faults that are told. */
const STRETCH = 250;
const MOST_FAULTS = 50;

const { door: name, folder, from, to, seedFile }: FuzzTask = JSON.parse(process.argv[2] ?? "");

const faults: FuzzFault[] = [];
const verdicts = { accepted: 0, refused: 0 };
const memory = { before: 0, after: 0, peak: 0 };
let slowest = { seed: from, milliseconds: 0 };
let current = from;
const writeSeed = openSeedFile(seedFile);

/** What nobody waited for fails with whichever seed was last. */
process.on("unhandledRejection", (error) => blame(current, error));

function blame(seed: number, error: unknown): void {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (faults.length < MOST_FAULTS) faults.push({ seed, said: said.slice(0, 2_000) });
}

async function knock(door: FuzzDoor, seed: number): Promise<void> {
  current = seed;
  writeSeed(seed);
  const started = performance.now();
  try {
    verdicts[await door.knock(new Dice(seed, name))] += 1;
  } catch (error) {
    blame(seed, error);
  }
  const milliseconds = Math.round(performance.now() - started);
  if (milliseconds > slowest.milliseconds) slowest = { seed, milliseconds };
}

/** Megabytes that this process holds. */
function held(): number {
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / 2 ** 20);
}

function swept(): number {
  globalThis.gc?.();
  return held();
}

const door = await (await DOORS[name].open())(folder);
for (let seed = from; seed < to; seed++) {
  await knock(door, seed);
  if (seed % STRETCH !== 0 && seed < to - 1) continue;
  memory.peak = Math.max(memory.peak, held());
  await setImmediate();
  if (memory.before === 0) memory.before = swept();
}
await door.close?.();
await setImmediate();
memory.after = swept();
const report: FuzzReport = { ...verdicts, faults, memory, slowest };
process.send?.(report);
