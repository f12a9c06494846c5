import { setTimeout as wait } from "node:timers/promises";
import { ApiError } from "../api/api-error.ts";
import type { FleetDatabase } from "./fleet-database.ts";
import { FleetError } from "./fleet-error.ts";
import { FLEET_SCHEMA } from "./fleet-tables.ts";

/** How many requests one API gets from a whole fleet. */
export interface Rate {
  readonly perSecond: number;
  /** How many at once, where none has been sent for a while; at least 1. */
  readonly burst: number;
}

/**
 * One row an API says when its bucket will be full again. Taking a token moves that instant ahead by the time in which
 * one token comes back; the row's lock makes takers one after the other, and only the database's clock counts. Answers
 * with the seconds until the bucket is full.
 */
const TAKE = `
  insert into ${FLEET_SCHEMA}.buckets as bucket (origin, full_at)
  values ($1, clock_timestamp() + $2::float8 * interval '1 second')
  on conflict (origin) do update
  set full_at = greatest(bucket.full_at, clock_timestamp()) + $2::float8 * interval '1 second'
  returning extract(epoch from full_at - clock_timestamp())::float8 as seconds`;

/** A token bucket for each API, shared by all processes that use the database. */
export class RateLimit {
  readonly #database: FleetDatabase;
  readonly #rate: Rate;
  readonly #onWait: (origin: string, seconds: number) => void;

  constructor(database: FleetDatabase, rate: Rate, onWait: (origin: string, seconds: number) => void) {
    this.#database = database;
    this.#rate = rate;
    this.#onWait = onWait;
  }

  /**
   * Resolves when a request may go out. A token that was taken is spent, whatever becomes of whoever took it. Throws
   * {@link ApiError} `rate-limited`, worth another attempt, while the database cannot be asked.
   */
  async take(origin: string, signal?: AbortSignal): Promise<void> {
    const seconds = await this.#reserve(origin);
    this.#onWait(origin, seconds);
    if (seconds > 0) await wait(Math.ceil(seconds * 1000), undefined, signal === undefined ? {} : { signal });
  }

  /** Takes a token, which may be one of the future: the seconds until it is there. */
  async #reserve(origin: string): Promise<number> {
    const { perSecond, burst } = this.#rate;
    const interval = 1 / perSecond;
    try {
      const [row] = await this.#database.ask<{ seconds: number }>(TAKE, [origin, interval]);
      return Math.max(0, (row?.seconds ?? 0) - burst * interval);
    } catch (error) {
      if (!(error instanceof FleetError)) throw error;
      const message = `nothing was sent: how much of the API's rate is left cannot be asked (${error.message})`;
      throw new ApiError("rate-limited", message, { cause: error, transient: true });
    }
  }
}
