import type { Clock } from "../../src/api/clock.ts";

/** A clock on which waiting takes no time and is remembered. Chance is always the same. */
export class PatientClock implements Clock {
  /** Every wait, in milliseconds. */
  readonly waits: number[] = [];
  readonly #chance: number;
  #now = Date.parse("2026-11-22T06:00:00.000Z");

  constructor(chance = 0) {
    this.#chance = chance;
  }

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(milliseconds);
    this.#now += milliseconds;
  }

  random(): number {
    return this.#chance;
  }
}
