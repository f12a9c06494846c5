import type { CommandResponse, Db, QueueOptions } from "pg-boss";
import type { ClaimedJob } from "./claimed-job.ts";
import { type FleetDatabase, orUnavailable } from "./fleet-database.ts";
import { bookOutcome } from "./outcome-book.ts";
import { isSettled, type Verdict } from "./verdict.ts";

/** How jobs are tried; what is not given stays as it is. They hold for jobs that are put in afterwards. */
export interface Patience {
  /** Further attempts before an organization becomes a dead letter. */
  readonly retries?: number;
  /** Seconds before the first of them; doubles each time, up to an hour. */
  readonly retryDelay?: number;
  /** Seconds without a sign of life of its worker, after which a job is given to another; at least 10. */
  readonly heartbeat?: number;
  /** Seconds that one attempt may take at most. */
  readonly expire?: number;
}

const DAY_SECONDS = 86_400;
const DEFAULTS = { retries: 5, retryDelay: 10, heartbeat: 30, expire: 3_600 } as const;
const LONGEST_DELAY_SECONDS = 3_600;

/** Jobs put in by one statement. */
const BATCH = 1_000;

/** What is stored of a job: never a token, nor what is to be done, which is for the worker to say. */
interface JobData {
  readonly organization: string;
}

/** One job an organization. An organization that is queued, or in work, is not queued a second time. */
export class FleetQueue {
  readonly name: string;
  readonly deadName: string;
  readonly #database: FleetDatabase;

  private constructor(database: FleetDatabase, fleet: string) {
    this.#database = database;
    this.name = fleet;
    this.deadName = `${fleet}.dead`;
  }

  /** The queue of a fleet, made where it is not there yet. */
  static async open(database: FleetDatabase, fleet: string, patience: Patience = {}): Promise<FleetQueue> {
    const queue = new FleetQueue(database, fleet);
    const { boss } = database;
    await orUnavailable(async () => {
      if ((await boss.getQueue(fleet)) === null) await queue.#make();
      const asked = queueOptions(patience);
      if (Object.keys(asked).length > 0) await boss.updateQueue(fleet, asked);
    });
    return queue;
  }

  /** Two workers may make it at once: what is there stays as it is. */
  async #make(): Promise<void> {
    const { boss } = this.#database;
    // Nobody takes jobs from it: a dead letter waits for a person.
    await boss.createQueue(this.deadName, { policy: "standard", retentionSeconds: 90 * DAY_SECONDS });
    await boss.createQueue(this.name, {
      policy: "exclusive",
      deadLetter: this.deadName,
      retryBackoff: true,
      retryDelayMax: LONGEST_DELAY_SECONDS,
      deleteAfterSeconds: DAY_SECONDS,
      ...queueOptions(DEFAULTS),
    });
  }

  /** Puts organizations in; gives how many were not queued, nor in work, before. */
  async enqueue(organizations: readonly string[], given?: Db): Promise<number> {
    const { boss } = this.#database;
    let count = 0;
    for (let from = 0; from < organizations.length; from += BATCH) {
      const jobs = organizations.slice(from, from + BATCH).map((organization) => ({
        singletonKey: organization,
        data: { organization } satisfies JobData,
      }));
      const options = { returnId: true, ...(given === undefined ? {} : { db: given }) };
      const ids = await orUnavailable(() => boss.insert(this.name, jobs, options));
      count += ids?.length ?? 0;
    }
    return count;
  }

  /** Takes at most so many. They are this worker's for as long as it gives signs of life. */
  async claim(most: number): Promise<readonly ClaimedJob[]> {
    const { boss } = this.#database;
    const jobs = await orUnavailable(() => boss.fetch<JobData>(this.name, { batchSize: most }));
    return jobs.map(({ id, retryCount, heartbeatSeconds, data }) => ({
      id,
      retryCount,
      organization: data.organization,
      heartbeatSeconds: heartbeatSeconds ?? DEFAULTS.heartbeat,
    }));
  }

  /** A sign of life. False where the job is not this worker's any more. */
  async keep(job: ClaimedJob): Promise<boolean> {
    const { boss } = this.#database;
    return isAffected(await orUnavailable(() => boss.touch(this.name, attemptOf(job))));
  }

  /**
   * Ends an attempt: the round is over for the organization, or it is tried again, or it is a dead letter. The word
   * about it is booked in the same transaction. False where the job was not this worker's any more: then nothing is.
   */
  async settle(job: ClaimedJob, verdict: Verdict, worker: string): Promise<boolean> {
    const { boss } = this.#database;
    const over = isSettled(verdict);
    const { outcome, summary } = verdict;
    return await this.#database.transaction(async (db) => {
      const end = over ? boss.complete.bind(boss) : boss.fail.bind(boss);
      const response = await end(this.name, attemptOf(job), { outcome, summary, worker }, { db });
      if (!isAffected(response)) return false;
      await bookOutcome(db, { fleet: this.name, worker, job, verdict, over });
      return true;
    });
  }

  /** Puts a job back as it was taken: nobody has failed. False where it was not this worker's any more. */
  async giveBack(job: ClaimedJob): Promise<boolean> {
    const { boss } = this.#database;
    return await this.#database.transaction(async (db) => {
      // A job that waits again would have used up an attempt; one that is new has not.
      const mine = isAffected(await boss.deleteJob(this.name, attemptOf(job), { db }));
      if (mine) await this.enqueue([job.organization], db);
      return mine;
    });
  }
}

/** Names the attempt as well: what comes of an earlier one says nothing about a later one. */
function attemptOf({ id, retryCount }: ClaimedJob): { id: string; retryCount: number } {
  return { id, retryCount };
}

/** The field is documented and not declared. */
function isAffected(response: CommandResponse & { readonly affected?: number }): boolean {
  return (response.affected ?? 0) > 0;
}

function queueOptions({ retries, retryDelay, heartbeat, expire }: Patience): QueueOptions {
  return {
    ...(retries === undefined ? {} : { retryLimit: retries }),
    ...(retryDelay === undefined ? {} : { retryDelay }),
    ...(heartbeat === undefined ? {} : { heartbeatSeconds: heartbeat }),
    ...(expire === undefined ? {} : { expireInSeconds: expire }),
  };
}
