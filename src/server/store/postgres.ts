import { setTimeout } from "node:timers/promises";
import { Kysely, PostgresDialect, sql } from "kysely";
import type { Pool, PoolConfig } from "pg";
import { DatabaseUnusable } from "./database-unusable.ts";
import type { Dialect, OrganizationName, Verdict, View } from "./dialect.ts";
import type { Db, Tables } from "./tables.ts";

type MakePool = (options: PoolConfig) => Pool;

/** Connections of one process: for requests, and for snapshots, whose readers may be slow. */
const CONNECTIONS = 10;
const VIEWS = 5;

/** How long a request waits for a connection, or for the organization that others hold. */
const PATIENCE_MS = 30_000;

/** A writer that stops half-way, with its machine, must not hold its organization for ever. */
const ABANDONED_MS = 60_000;

/**
 * A database that several processes may write to at once. Why it is done with row locks: see
 * docs/decisions/0007-writers-on-postgresql.md.
 *
 * @throws {DatabaseUnusable}
 */
export async function openPostgres(url: string): Promise<Dialect> {
  const pool = await loadDriver(url);
  const abandoned = { idle_in_transaction_session_timeout: ABANDONED_MS, lock_timeout: PATIENCE_MS };
  const db = connect(() => pool({ max: CONNECTIONS, ...abandoned }));
  const views = connect(() => pool({ max: VIEWS }));
  const close = async () => {
    await Promise.all([db.destroy(), views.destroy()]);
  };
  try {
    await insistOnUtf8(db);
  } catch (error) {
    await close();
    throw new DatabaseUnusable(url, reasonOf(error));
  }
  return {
    text: sql`text collate "C"`,
    write: (job) => write(db, job),
    hold,
    read: (job) => read(db, job),
    openView: () => openView(views),
    migrate: (job) => alone(views, () => job(db)),
    close,
  };
}

async function loadDriver(url: string): Promise<MakePool> {
  try {
    const { default: pg } = await import("pg");
    return (options) => quiet(new pg.Pool({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, ...options }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new DatabaseUnusable(url, "its driver is not installed: npm install pg");
  }
}

/** A connection that breaks fails the request that uses it; without listeners it would end the process as well. */
function quiet(pool: Pool): Pool {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return pool;
}

function connect(pool: () => Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: async () => pool() }) });
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
const NOT_TEXT = "22021";

async function write<Value>(db: Db, job: (db: Db) => Promise<Verdict<Value>>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(db, job);
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (!IN_THE_WAY.has(code) || attempt === MOST_ATTEMPTS) throw explained(error);
      await setTimeout(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/** PostgreSQL keeps no text with U+0000 in it: that is the fault of whoever sent it. */
function explained(error: unknown): unknown {
  if ((error as { readonly code?: unknown }).code !== NOT_TEXT) return error;
  return Object.assign(new Error("text cannot contain the character U+0000", { cause: error }), { statusCode: 400 });
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
  try {
    const begin = db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
    return await begin.execute(job);
  } catch (error) {
    throw explained(error);
  }
}

async function openView(db: Db): Promise<View> {
  const transaction = await db
    .startTransaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute();
  return {
    db: transaction,
    async close() {
      await transaction.rollback().execute();
    },
  };
}

/** Any number that nobody else uses: it stands for the schema of a charter database. */
const SCHEMA_LOCK = 4_027_114_731;

/** Of several processes that start at once, one after another looks at the schema. */
async function alone(db: Db, job: () => Promise<void>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${sql.lit(SCHEMA_LOCK)})`.execute(connection);
    try {
      await job();
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(SCHEMA_LOCK)})`.execute(connection);
    }
  });
}
