import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { Verdict } from "./dialect.ts";
import type { Db } from "./tables.ts";

interface Pending {
  /** Does the work, and gives what to do once the group is durable, or has failed as a whole. */
  run(db: Db): Promise<Settlement>;
  fail(reason: unknown): void;
}

interface Settlement {
  readonly commit: boolean;
  /** What broke the work off. */
  readonly broken?: unknown;
  settle(): void;
}

const MOST = 64;

/**
 * Writers one after another, and one flush to disk for all that wait together. Each job has a savepoint of its own
 * and nobody is answered before the group is committed: an answered write is never lost, a failed one harms no other.
 */
export class GroupCommit {
  readonly #db: Db;
  readonly #waiting: Pending[] = [];
  #draining: Promise<void> | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  write<Value>(job: (db: Db) => Promise<Verdict<Value>>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const run = async (db: Db): Promise<Settlement> => {
        try {
          const { commit, value } = await job(db);
          return { commit, settle: () => resolve(value) };
        } catch (error) {
          return { commit: false, broken: error, settle: () => reject(error) };
        }
      };
      this.#waiting.push({ run, fail: reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Writes that are handed in and not begun. */
  get waiting(): number {
    return this.#waiting.length;
  }

  get busy(): boolean {
    return this.#draining !== undefined;
  }

  /** Answers once everything handed in so far has ended. */
  async settled(): Promise<void> {
    while (this.#draining !== undefined) await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await setImmediate();
      await this.#group(this.#waiting.splice(0, MOST));
    }
    this.#draining = undefined;
  }

  async #group(group: readonly Pending[]): Promise<void> {
    try {
      const settlements = await this.#db.transaction().execute((db) => runAll(db, group));
      for (const { settle } of settlements) settle();
    } catch (error) {
      for (const { fail } of group) fail(error);
    }
  }
}

async function runAll(db: Db, group: readonly Pending[]): Promise<Settlement[]> {
  const settlements: Settlement[] = [];
  for (const pending of group) {
    await sql`savepoint job`.execute(db);
    const settlement = await pending.run(db);
    if (!settlement.commit) await undo(db, settlement);
    await sql`release savepoint job`.execute(db);
    settlements.push(settlement);
  }
  return settlements;
}

/** Where the disk failed, the whole transaction is gone with its savepoints: then everybody is told why. */
async function undo(db: Db, { broken }: Settlement): Promise<void> {
  try {
    await sql`rollback to savepoint job`.execute(db);
  } catch (error) {
    throw broken ?? error;
  }
}
