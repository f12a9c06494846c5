import { describe, expect, test } from "vitest";
import { DOORS, type DoorName } from "../_support/fuzz/doors.ts";
import { runFuzz } from "../_support/fuzz/fuzz-run.ts";
import { TRAPS } from "../_support/fuzz/trap-door.ts";

const whole = process.env.CHARTER_FAULTS === "whole";
/** In every run of the tests, one input in a hundred. */
const SHARE = whole ? 1 : 0.01;
/** `charters:123` or `charters:100-200`: these seeds and no others. */
const [onlyDoor, first = "", last = first] = (process.env.CHARTER_FUZZ ?? "").split(/[:-](?=\d)/);
/** Megabytes by which the memory may have grown over all inputs: what is compiled and kept by intent. */
const MOST_GROWTH = 48;

const TASKS = (Object.keys(DOORS) as DoorName[])
  .filter((door) => (onlyDoor === "" ? DOORS[door].inputs > 0 : door === onlyDoor))
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

describe("whoever watches over the inputs", () => {
  const attempt = async (seed: number, limits = {}) =>
    await runFuzz("traps", seed, seed + 1, limits).catch(({ message }: Error) => message);

  test("finds nothing where there is nothing", async () => {
    expect(await attempt(TRAPS.sound)).toMatchObject({ accepted: 1, faults: [] });
  });

  test("names the seed that crashes, also where nobody waits for it", async () => {
    const crash = [{ seed: TRAPS.crash, said: expect.stringContaining("TypeError: not a function") }];
    expect(await attempt(TRAPS.crash)).toMatchObject({ accepted: 0, faults: crash });
    const late = [{ seed: TRAPS.late, said: expect.stringContaining("nobody waited") }];
    expect(await attempt(TRAPS.late)).toMatchObject({ faults: late });
  });

  test("names the seed that computes for ever, and the one that waits for ever", async () => {
    expect(await attempt(TRAPS.hang, { hangSeconds: 1 })).toBe(`seed ${TRAPS.hang} hangs`);
    expect(await attempt(TRAPS.wait, { hangSeconds: 1 })).toBe(`seed ${TRAPS.wait} hangs`);
  });

  test("names the seed that takes all of the memory", async () => {
    expect(await attempt(TRAPS.memory, { memory: 64 })).toMatch(
      new RegExp(`^seed ${TRAPS.memory} ends the process: .*heap out of memory`, "su"),
    );
  });
});
