import type { ColumnDataType, RawBuilder } from "kysely";
import type { Db } from "./tables.ts";

/** How a job in a transaction ends: `commit: false` undoes what it wrote and still gives its value. */
export interface Verdict<Value> {
  readonly commit: boolean;
  readonly value: Value;
}

/** A consistent view for long reading that holds nobody up. Close it. */
export interface View {
  readonly db: Db;
  close(): Promise<void>;
}

/** How busy the connections to the database are. */
export interface DatabaseLoad {
  readonly engine: "sqlite" | "postgresql";
  readonly pools: readonly PoolLoad[];
  /** Transactions so far that were run again because another one was in their way. */
  readonly repeats: number;
}

/** Connections of one purpose: views are for snapshots. */
export interface PoolLoad {
  readonly purpose: "write" | "read" | "view";
  readonly most: number;
  readonly open: number;
  readonly idle: number;
  /** Requests that wait for one. */
  readonly waiting: number;
}

/** Names one organization, by key or by internal id. */
export type OrganizationName = { readonly key: string } | { readonly id: string };

/** The type of text that sorts by its bytes. */
export type TextType = ColumnDataType | RawBuilder<unknown>;

/** What differs between databases. Everything else is portable SQL. */
export interface Dialect {
  readonly text: TextType;
  /**
   * Runs the job in a transaction of its own; durable once it answers. The job may be run again from its beginning,
   * where another writer was in its way: what it does outside of the database it must be able to undo or repeat.
   */
  write<Value>(job: (db: Db) => Promise<Verdict<Value>>): Promise<Value>;
  /** Inside of a write: from here to its end nobody else writes to the organization. Read what matters after this. */
  hold(db: Db, organization: OrganizationName): Promise<void>;
  /** Runs the job over one consistent state. */
  read<Value>(job: (db: Db) => Promise<Value>): Promise<Value>;
  openView(): Promise<View>;
  /** What an error of the driver means: `DatabaseUnavailable`, a fault of the request, or the error itself. */
  faultOf(error: unknown): unknown;
  /** For schema changes, before anything else is asked. */
  migrate<Value>(job: (db: Db) => Promise<Value>): Promise<Value>;
  load(): DatabaseLoad;
  close(): Promise<void>;
}
