import { type FleetDatabase, orUnavailable } from "./fleet-database.ts";
import { FleetError } from "./fleet-error.ts";
import type { FleetQueue } from "./fleet-queue.ts";
import { forgetOthers } from "./outcome-book.ts";

/** When a fleet begins a round by itself. */
export interface RoundSchedule {
  /** Five fields, or a nickname such as `@hourly`. */
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** A round that has come due, and that this worker begins. */
export interface DueRound {
  readonly id: string;
  readonly retryCount: number;
}

/**
 * Rounds on a schedule. What comes due is one job for whichever worker is first, who puts every organization that it
 * knows into the queue: which organizations there are is in the charters, and nowhere else.
 */
export class FleetRounds {
  readonly #database: FleetDatabase;
  readonly #queue: FleetQueue;
  readonly #name: string;

  private constructor(database: FleetDatabase, queue: FleetQueue) {
    this.#database = database;
    this.#queue = queue;
    this.#name = `${queue.name}.rounds`;
  }

  static async open(database: FleetDatabase, queue: FleetQueue): Promise<FleetRounds> {
    const rounds = new FleetRounds(database, queue);
    const { boss } = database;
    await orUnavailable(async () => {
      if ((await boss.getQueue(rounds.#name)) !== null) return;
      // A round that nobody began before the next one came due is begun once.
      await boss.createQueue(rounds.#name, {
        policy: "exclusive",
        retryLimit: 1_000,
        retryBackoff: true,
        retryDelayMax: 60,
        expireInSeconds: 60,
        deleteAfterSeconds: 3_600,
      });
    });
    return rounds;
  }

  /** Throws {@link FleetError} `invalid-schedule`. */
  async schedule({ cron, timeZone }: RoundSchedule): Promise<void> {
    const { boss } = this.#database;
    try {
      boss.previewSchedule(cron, { tz: timeZone });
    } catch (error) {
      const { message } = error as Error;
      throw new FleetError("invalid-schedule", `${JSON.stringify(cron)} in ${timeZone} is no schedule: ${message}`);
    }
    await orUnavailable(() => boss.schedule(this.#name, cron, {}, { tz: timeZone }));
  }

  async unschedule(): Promise<void> {
    await orUnavailable(() => this.#database.boss.unschedule(this.#name));
  }

  async tryReadSchedule(): Promise<RoundSchedule | undefined> {
    const [schedule] = await orUnavailable(() => this.#database.boss.getSchedules(this.#name));
    return schedule === undefined ? undefined : { cron: schedule.cron, timeZone: schedule.timezone };
  }

  async tryClaim(): Promise<DueRound | undefined> {
    const [job] = await orUnavailable(() => this.#database.boss.fetch(this.#name));
    return job === undefined ? undefined : { id: job.id, retryCount: job.retryCount };
  }

  /**
   * Puts the organizations in, and ends the round's own job with them: killed before, somebody else begins it. What was
   * said of others is forgotten, for their charters are gone; without a single charter it is rather the folder that is.
   */
  async begin(round: DueRound, organizations: readonly string[]): Promise<number> {
    return await this.#database.transaction(async (db) => {
      const enqueued = await this.#queue.enqueue(organizations, db);
      if (organizations.length > 0) await forgetOthers(db, this.#queue.name, organizations);
      await this.#database.boss.complete(this.#name, round, { enqueued }, { db });
      return enqueued;
    });
  }
}
