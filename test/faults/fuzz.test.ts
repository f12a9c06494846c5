import { describe, expect, test } from "vitest";
import { DOORS, type DoorName } from "../_support/fuzz/doors.ts";
import { runFuzz } from "../_support/fuzz/fuzz-run.ts";

const whole = process.env.CHARTER_FAULTS === "whole";
/** In every run of the tests, one input in a hundred. */
const SHARE = whole ? 1 : 0.01;
/** `charters:123` or `charters:100-200`: these seeds and no others. */
const [onlyDoor, first = "", last = first] = (process.env.CHARTER_FUZZ ?? "").split(/[:-](?=\d)/);
/** Megabytes by which the memory may have grown over all inputs: what is compiled and kept by intent. */
const MOST_GROWTH = 48;

const TASKS = (Object.keys(DOORS) as DoorName[])
  .filter((door) => onlyDoor === "" || door === onlyDoor)
  .map((door) => {
    const from = first === "" ? 1 : Number(first);
    return { door, from, to: last === "" ? from + DOORS[door].inputs * SHARE : Number(last) + 1 };
  });

describe.each(TASKS)("the door of $door, seeds $from up to $to", ({ door, from, to }) => {
  test("no input crashes, hangs or grows, and each is a sound value or an error with its place", async () => {
    const { accepted, refused, faults, memory, slowest } = await runFuzz(door, from, to);
    const figures = `${accepted} accepted, ${refused} refused; ${memory.peak} MB at most, ${memory.before} MB before, ${memory.after} MB after; seed ${slowest.seed} took ${slowest.milliseconds} ms`;
    process.stdout.write(`${door}: ${figures}\n`);
    expect(faults.map(({ seed, said }) => `seed ${seed}: ${said}`)).toEqual([]);
    expect(accepted + refused).toBe(to - from);
    if (to - from < 100) return;
    // Where nothing is taken, or nothing refused, the inputs ask nothing.
    expect(Math.min(accepted, refused)).toBeGreaterThan((to - from) / 50);
    expect(memory.after - memory.before).toBeLessThan(MOST_GROWTH);
  });
});
