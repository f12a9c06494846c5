import type { DatabaseLoad, Dialect, OrganizationName, Verdict, View } from "./dialect.ts";
import { migrate } from "./migrate.ts";
import { Rulebook } from "./rulebook.ts";
import type { Db } from "./tables.ts";
import { Totals } from "./totals.ts";

/**
 * Organizations in a database, with the rules of each.
 *
 * What is asked of it throws `DatabaseUnavailable` where the database cannot be used now. A write that was about
 * to be committed then may have been carried out.
 */
export interface Store {
  readonly rulebook: Rulebook;
  readonly totals: Totals;
  /** Name of the last migration. */
  readonly schema: string;
  /** One transaction. The job may be run again from its beginning, where another writer was in its way. */
  write<Value>(job: (db: Db) => Promise<Verdict<Value>>): Promise<Value>;
  /** Inside of a write: from here to its end nobody else writes to the organization. Read what matters after this. */
  hold(db: Db, organization: OrganizationName): Promise<void>;
  read<Value>(job: (db: Db) => Promise<Value>): Promise<Value>;
  openView(): Promise<View>;
  /** What an error of the driver means, for what is read from a view: `DatabaseUnavailable`, or the error itself. */
  faultOf(error: unknown): unknown;
  load(): DatabaseLoad;
  /** Answers once running writes have ended. */
  close(): Promise<void>;
}

/** A folder for the embedded database, made where it is missing, or the `postgres://` URL of a database. */
export type StoreOptions = { readonly folder: string } | { readonly database: string };

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws {DatabaseUnusable} where a PostgreSQL database cannot be reached or used; no password is in its message
 * @throws {DatabaseNewer} where a later version of this package has changed the schema
 * @throws where the folder cannot be written or the database is not one of ours
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const dialect = await openDialect(options);
  const schema = await dialect
    .migrate((db) => migrate(db, dialect.text))
    .catch(async (error: unknown) => {
      await dialect.close();
      throw error;
    });
  const rethrow = (error: unknown): never => {
    throw dialect.faultOf(error);
  };
  return {
    rulebook: new Rulebook(),
    totals: new Totals(),
    schema,
    write: (job) => dialect.write(job).catch(rethrow),
    hold: (db, organization) => dialect.hold(db, organization),
    read: (job) => dialect.read(job).catch(rethrow),
    openView: async () => {
      const { db, close } = await dialect.openView().catch(rethrow);
      return { db, close: () => close().catch(rethrow) };
    },
    faultOf: (error) => dialect.faultOf(error),
    load: () => dialect.load(),
    close: () => dialect.close(),
  };
}

/** Nobody needs the driver of the database that they do not use. */
async function openDialect(options: StoreOptions): Promise<Dialect> {
  if ("database" in options) return (await import("./postgres.ts")).openPostgres(options.database);
  return (await import("./sqlite.ts")).openSqlite(options.folder);
}
