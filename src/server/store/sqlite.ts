import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import { sqliteFault } from "../../databases/sqlite-fault.ts";
import { makeFolder } from "../../files/make-folder.ts";
import type { DatabaseLoad, Dialect, View } from "./dialect.ts";
import { GroupCommit } from "./group-commit.ts";
import type { Db, Tables } from "./tables.ts";

const FILE = "charter.db";

/** Where a folder's embedded database is. */
export function databaseFile(folder: string): string {
  return join(folder, FILE);
}

/** The embedded database in a folder of its own, made where it is missing. Acknowledged writes survive a crash. */
export function openSqlite(folder: string): Dialect {
  makeFolder(folder, 0o700);
  const path = databaseFile(folder);
  const writer = connect(path, "begin immediate");
  const writes = new GroupCommit(writer);
  let reader: Db | undefined;
  const read = () => {
    reader ??= connect(path, "begin");
    return reader;
  };
  return {
    text: "text",
    hold: async () => undefined,
    write: (job) => writes.write(job),
    read: (job) => read().transaction().execute(job),
    openView: () => openView(path),
    faultOf: sqliteFault,
    migrate: (job) => job(writer),
    load: () => loadOf(writes),
    async close() {
      await writes.settled();
      await reader?.destroy();
      await writer.destroy();
    },
  };
}

/** One connection writes; reading never waits, for nothing but a turn. */
function loadOf({ waiting, busy }: GroupCommit): DatabaseLoad {
  const pools = [{ purpose: "write", most: 1, open: 1, idle: busy ? 0 : 1, waiting }] as const;
  return { engine: "sqlite", pools, repeats: 0 };
}

async function openView(path: string): Promise<View> {
  const db = connect(path, "begin");
  const transaction = await db.startTransaction().execute();
  return {
    db: transaction,
    async close() {
      try {
        await transaction.rollback().execute();
      } finally {
        await db.destroy();
      }
    },
  };
}

/** Another process may be writing: this is how long we wait for it. */
const BUSY_TIMEOUT_MS = 10_000;

function connect(path: string, begin: "begin" | "begin immediate"): Db {
  const database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  database.pragma("cache_size = -32000");
  const dialect = new SqliteDialect({ database: withKeptStatements(database, begin) });
  return new Kysely<Tables>({ dialect });
}

/**
 * Statements are compiled once a connection; a writer takes its lock at once instead of failing half-way. Where the
 * disk fails SQLite rolls back by itself, and rolling back once more would hide why.
 */
function withKeptStatements(database: Sqlite.Database, begin: string): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  const compile = (sql: string): SqliteStatement => {
    const statement = database.prepare(sql === "begin" ? begin : sql) as unknown as SqliteStatement;
    if (kept.size > 500) kept.clear();
    kept.set(sql, statement);
    return statement;
  };
  const nothing = compile("select 1 where 0");
  const prepare = (sql: string) =>
    sql === "rollback" && !database.inTransaction ? nothing : (kept.get(sql) ?? compile(sql));
  return { prepare, close: () => void database.close() };
}
