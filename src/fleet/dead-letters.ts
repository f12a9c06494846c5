import type { JobWithMetadata } from "pg-boss";
import { type FleetDatabase, orUnavailable } from "./fleet-database.ts";
import type { FleetQueue } from "./fleet-queue.ts";

/** An organization of which no attempt has come to an end, and which nobody tries any more. */
export interface DeadLetter {
  readonly organization: string;
  /** Attempts, the first included. */
  readonly attempts: number;
  readonly outcome: string;
  readonly summary: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

interface JobData {
  readonly organization: string;
}

type DeadJob = JobWithMetadata<JobData>;

/** The dead letters of a fleet: an organization that failed in several rounds has one, the last. */
export class DeadLetters {
  readonly #database: FleetDatabase;
  readonly #queue: FleetQueue;

  constructor(database: FleetDatabase, queue: FleetQueue) {
    this.#database = database;
    this.#queue = queue;
  }

  /** By key of the organization. */
  async list(): Promise<readonly DeadLetter[]> {
    return [...(await this.#byOrganization())].map(([organization, [last]]) => letterOf(organization, last));
  }

  /**
   * Puts them back into the queue, with all their attempts; of these organizations, or of all. Gives the organizations
   * that had one. One that is in the queue already stays there once.
   */
  async requeue(organizations?: readonly string[]): Promise<readonly string[]> {
    const letters = await this.#byOrganization();
    const wanted = [...letters].filter(([key]) => organizations === undefined || organizations.includes(key));
    const keys = wanted.map(([key]) => key);
    const ids = wanted.flatMap(([, jobs]) => jobs.map(({ id }) => id));
    if (ids.length === 0) return [];
    await this.#database.transaction(async (db) => {
      await this.#queue.enqueue(keys, db);
      await this.#database.boss.deleteJob(this.#queue.deadName, ids, { db });
    });
    return keys;
  }

  /** Forgets what an organization had: a later round has come to an end. */
  async forget(organization: string): Promise<void> {
    const { boss } = this.#database;
    const { deadName } = this.#queue;
    await orUnavailable(async () => {
      const jobs = await boss.findJobs(deadName, { key: organization });
      if (jobs.length > 0)
        await boss.deleteJob(
          deadName,
          jobs.map(({ id }) => id),
        );
    });
  }

  /** The last one first. */
  async #byOrganization(): Promise<ReadonlyMap<string, readonly [DeadJob, ...DeadJob[]]>> {
    const jobs = await orUnavailable(() => this.#database.boss.findJobs<JobData>(this.#queue.deadName));
    const newest = [...jobs].sort((left, right) => right.createdOn.getTime() - left.createdOn.getTime());
    const grouped = Map.groupBy(newest, ({ data }) => data.organization);
    const sorted = [...grouped].sort(([left], [right]) => (left < right ? -1 : 1));
    return new Map(sorted as [string, [DeadJob, ...DeadJob[]]][]);
  }
}

function letterOf(organization: string, { sourceOutput, sourceRetryCount, createdOn }: DeadJob): DeadLetter {
  const { outcome, summary } = (sourceOutput ?? {}) as Readonly<Record<string, unknown>>;
  return {
    organization,
    attempts: (sourceRetryCount ?? 0) + 1,
    // The queue itself ends what gave no sign of life, and says so in words of its own.
    outcome: typeof outcome === "string" ? outcome : "error",
    summary: typeof summary === "string" ? summary : "its workers were gone before they had an end to tell of",
    since: createdOn.toISOString(),
  };
}
