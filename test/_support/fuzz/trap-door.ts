import type { OpenDoor, Verdict } from "./fuzz-door.ts";

/** What each seed of the trap does, which no input of a real door may do. */
export const TRAPS = { sound: 1, crash: 2, late: 3, hang: 4, wait: 5, memory: 6 } as const;

/** A door with every fault that there is to find: what finds faults is tested with it. */
export const openTrapDoor: OpenDoor = () => ({
  knock: async ({ seed }): Promise<Verdict> => {
    if (seed === TRAPS.crash) throw new TypeError("not a function");
    if (seed === TRAPS.late) void Promise.reject(new Error("nobody waited"));
    if (seed === TRAPS.wait) await new Promise(() => setInterval(() => undefined, 1_000));
    while (seed === TRAPS.hang);
    const eaten: object[] = [];
    while (seed === TRAPS.memory) eaten.push({ eaten: eaten.length, more: [eaten.length] });
    return "accepted";
  },
});
