import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import { postgresFault } from "../../databases/postgres-fault.ts";
import { DatabaseUnusable } from "./database-unusable.ts";
import type { Dialect, OrganizationName, Verdict, View } from "./dialect.ts";
import { type MakePool, openPool } from "./postgres-pool.ts";
import type { Db } from "./tables.ts";

/**
 * Connections of one process: writers that wait for one organization leave readers theirs, and so do snapshots, whose
 * readers may be slow.
 */
const WRITERS = 6;
const READERS = 5;
const VIEWS = 4;

/** How long a request waits for a connection, and then for the organization that others hold, before it is refused. */
const PATIENCE_MS = 10_000;

/** A writer that stops half-way, with its machine, must not hold its organization for ever. */
const ABANDONED_MS = 60_000;

/**
 * A database that several processes may write to at once. Why it is done with row locks: see
 * docs/decisions/0007-writers-on-postgresql.md.
 *
 * @throws {DatabaseUnusable}
 */
export async function openPostgres(url: string): Promise<Dialect> {
  const make = await loadDriver(url);
  const abandoned = { idle_in_transaction_session_timeout: ABANDONED_MS, lock_timeout: PATIENCE_MS };
  const writers = openPool(make, "write", WRITERS, abandoned);
  const readers = openPool(make, "read", READERS, abandoned);
  const views = openPool(make, "view", VIEWS, {});
  const pools = [writers, readers, views];
  const close = async () => {
    await Promise.all(pools.map(({ db }) => db.destroy()));
  };
  let repeats = 0;
  const repeat = () => void repeats++;
  try {
    await insistOnUtf8(readers.db);
  } catch (error) {
    await close();
    throw new DatabaseUnusable(url, reasonOf(error));
  }
  return {
    text: sql`text collate "C"`,
    write: (job) => write(writers.db, job, repeat),
    hold,
    read: (job) => read(readers.db, job),
    openView: () => openView(views.db),
    faultOf: postgresFault,
    migrate: (job) => alone(views.db, job),
    load: () => ({ engine: "postgresql", pools: pools.map((pool) => pool.load()), repeats }),
    close,
  };
}

async function loadDriver(url: string): Promise<MakePool> {
  try {
    const { default: pg } = await import("pg");
    return (options) => new pg.Pool({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, ...options });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new DatabaseUnusable(url, "its driver is not installed: npm install pg");
  }
}

/** In any other encoding the order of bytes is another one, and some addresses cannot be written at all. */
async function insistOnUtf8(db: Db): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db);
  const encoding = rows[0]?.server_encoding;
  if (encoding !== "UTF8") throw new Error(`its encoding is ${encoding}, and has to be UTF8`);
}

/** The driver's own message; it quotes no part of the URL but host, user and database. A URL it cannot read, it may. */
function reasonOf(error: unknown): string {
  const { code, errors } = error as { readonly code?: string; readonly errors?: readonly unknown[] };
  if (code === "ERR_INVALID_URL" || error instanceof URIError) return "its URL is not valid";
  if (errors?.[0] !== undefined) return reasonOf(errors[0]);
  return error instanceof Error ? error.message : String(error);
}

const MOST_ATTEMPTS = 6;

/** The transaction was undone because of another: not serializable, deadlock, and a key that another just took. */
const IN_THE_WAY: ReadonlySet<unknown> = new Set(["40001", "40P01", "23505"]);

async function write<Value>(db: Db, job: (db: Db) => Promise<Verdict<Value>>, repeat: () => void): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(db, job);
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (!IN_THE_WAY.has(code) || attempt === MOST_ATTEMPTS) throw error;
      repeat();
      await setTimeout(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/** After waiting for an organization every statement has to see what the writer before committed: hence the level. */
async function transaction<Value>(db: Db, job: (db: Db) => Promise<Verdict<Value>>): Promise<Value> {
  const undo = new Error("undone");
  let verdict: Verdict<Value> | undefined;
  try {
    const begin = db.transaction().setIsolationLevel("read committed").setAccessMode("read write");
    return await begin.execute(async (inside) => {
      verdict = await job(inside);
      if (!verdict.commit) throw undo;
      return verdict.value;
    });
  } catch (error) {
    if (error === undo && verdict !== undefined) return verdict.value;
    throw error;
  }
}

async function hold(db: Db, organization: OrganizationName): Promise<void> {
  const query = db.selectFrom("organizations").select("id").forUpdate();
  const named =
    "id" in organization ? query.where("id", "=", organization.id) : query.where("key", "=", organization.key);
  await named.execute();
}

async function read<Value>(db: Db, job: (db: Db) => Promise<Value>): Promise<Value> {
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(job);
}

/** A transaction that ends when it is closed; its connection goes back to the pool also where it has broken. */
async function openView(db: Db): Promise<View> {
  const opened = Promise.withResolvers<Db>();
  const closed = Promise.withResolvers<void>();
  const ended = read(db, async (inside) => {
    opened.resolve(inside);
    await closed.promise;
  });
  ended.catch(opened.reject);
  return {
    db: await opened.promise,
    close: async () => {
      closed.resolve();
      await ended;
    },
  };
}

/** Any number that nobody else uses: it stands for the schema of a charter database. */
const SCHEMA_LOCK = 4_027_114_731;

/**
 * Of several processes that start at once, one after another looks at the schema. The lock is the transaction's and
 * not the session's: behind a pooler that gives connections out by the transaction, a session is nobody's. The job runs
 * in that transaction: on a second connection it could wait for one that the others hold, who wait for the lock.
 */
async function alone<Value>(db: Db, job: (db: Db) => Promise<Value>): Promise<Value> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(SCHEMA_LOCK)})`.execute(transaction);
    return job(transaction);
  });
}
