import { type Db, PgBoss } from "pg-boss";
import { DatabaseUnavailable } from "../databases/database-unavailable.ts";
import { postgresFault } from "../databases/postgres-fault.ts";
import { FleetError } from "./fleet-error.ts";
import { makeTables } from "./fleet-tables.ts";

/** Schema of the queue's own tables. Those of this room are in another: the queue's migrations own theirs. */
export const QUEUE_SCHEMA = "charter_fleet_queue";

export interface FleetDatabaseOptions {
  /** `postgres://…` */
  readonly url: string;
  /** A worker stays: it also looks for jobs whose worker is gone, for what is due, and for what can be deleted. */
  readonly stays: boolean;
  /** Told of what goes wrong in the background; it is tried again by itself. */
  readonly report: (error: Error) => void;
}

/** How often workers look for jobs that nobody works on any more. One of all workers does it at a time. */
const SUPERVISE_SECONDS = 5;
const MOST_CONNECTIONS = 8;

/** PostgreSQL as a fleet uses it: the queue, and statements of this room over the same connections. */
export class FleetDatabase {
  readonly boss: PgBoss;
  readonly #db: Db;

  private constructor(boss: PgBoss) {
    this.boss = boss;
    this.#db = boss.getDb();
  }

  /** Connects, and makes what is not there yet. Throws {@link FleetError} `database-unusable`. */
  static async open({ url, stays, report }: FleetDatabaseOptions): Promise<FleetDatabase> {
    const boss = new PgBoss({
      connectionString: url,
      schema: QUEUE_SCHEMA,
      application_name: "charter-fleet",
      max: MOST_CONNECTIONS,
      supervise: stays,
      schedule: stays,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
      cronMonitorIntervalSeconds: SUPERVISE_SECONDS,
      cronWorkerIntervalSeconds: SUPERVISE_SECONDS,
    });
    boss.on("error", report);
    const database = new FleetDatabase(boss);
    try {
      await boss.start();
      await database.transaction(makeTables);
      return database;
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined);
      throw unusable(url, error);
    }
  }

  /** Rows of one statement. Throws {@link FleetError} `database-unavailable` where it may succeed later. */
  async ask<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return await orUnavailable(async () => (await this.#db.executeSql(text, [...values])).rows as Row[]);
  }

  /** Statements that hold together or not at all; errors as of {@link ask}. */
  async transaction<Result>(use: (db: Db) => Promise<Result>): Promise<Result> {
    return await orUnavailable(async () => {
      const begun = await this.#db.beginTransaction?.();
      if (begun === undefined) throw new Error("the queue's database has no transactions");
      try {
        const result = await use(begun.db);
        await begun.commit();
        return result;
      } catch (error) {
        await begun.rollback();
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false });
  }
}

/** A database that cannot be used now is a typed error; anything else is a bug, and stays what it is. */
export async function orUnavailable<Result>(use: () => Promise<Result>): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    const fault = postgresFault(error);
    if (!(fault instanceof DatabaseUnavailable)) throw error;
    throw new FleetError("database-unavailable", `the fleet's database cannot be used now: ${reason(error)}`, error);
  }
}

function unusable(url: string, error: unknown): FleetError {
  return new FleetError(
    "database-unusable",
    `cannot use the fleet's database ${placeOf(url)}: ${reason(error)}`,
    error,
  );
}

/** Several addresses of one host fail together, in an error that itself says nothing. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/** Host and database, without the user and the password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return "(not a URL)";
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? host}${pathname}`;
}
