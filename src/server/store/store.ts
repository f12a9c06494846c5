import type { Dialect, Verdict, View } from "./dialect.ts";
import { migrate } from "./migrate.ts";
import { Rulebook } from "./rulebook.ts";
import { openSqlite } from "./sqlite.ts";
import type { Db } from "./tables.ts";

/** Organizations in a database, with the rules of each. */
export interface Store {
  readonly rulebook: Rulebook;
  write<Value>(job: (db: Db) => Promise<Verdict<Value>>): Promise<Value>;
  read<Value>(job: (db: Db) => Promise<Value>): Promise<Value>;
  openView(): Promise<View>;
  /** Answers once running writes have ended. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Folder of the embedded database; made where it is missing. */
  readonly folder: string;
}

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws where the folder cannot be written or the database is not one of ours
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const dialect: Dialect = openSqlite(options.folder);
  try {
    await dialect.migrate(migrate);
  } catch (error) {
    await dialect.close();
    throw error;
  }
  return {
    rulebook: new Rulebook(),
    write: (job) => dialect.write(job),
    read: (job) => dialect.read(job),
    openView: () => dialect.openView(),
    close: () => dialect.close(),
  };
}
