import { Kysely, PostgresAdapter, PostgresDialect } from "kysely";
import type { Pool, PoolConfig } from "pg";
import type { PoolLoad } from "./dialect.ts";
import type { Db, Tables } from "./tables.ts";

export type MakePool = (options: PoolConfig) => Pool;

/** Connections for one purpose. */
export interface DbPool {
  readonly db: Db;
  load(): PoolLoad;
}

/** No connection is made before the first one is asked for. */
export function openPool(make: MakePool, purpose: PoolLoad["purpose"], most: number, options: PoolConfig): DbPool {
  let pool: Pool | undefined;
  const open = async () => {
    pool = quiet(make({ max: most, ...options }));
    return pool;
  };
  const load = (): PoolLoad => {
    const { totalCount = 0, idleCount = 0, waitingCount = 0 } = pool ?? {};
    return { purpose, most, open: totalCount, idle: idleCount, waiting: waitingCount };
  };
  return { db: new Kysely<Tables>({ dialect: new WithoutSessionLocks({ pool: open }) }), load };
}

/**
 * The migrator's own lock is a session's: behind a pooler that gives connections out by the transaction it stays on
 * whichever had it, and stops the next one who migrates. Who may migrate is up to the transaction that it runs in.
 */
class WithoutSessionLocks extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new NoMigrationLock();
  }
}

class NoMigrationLock extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}

  override async releaseMigrationLock(): Promise<void> {}
}

/** A connection that breaks fails the request that uses it; without listeners it would end the process as well. */
function quiet(pool: Pool): Pool {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return pool;
}
