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

/** What differs between databases. Everything else is portable SQL. */
export interface Dialect {
  /** Runs the job in a transaction of its own, alone with the organizations that it writes; durable once it answers. */
  write<Value>(job: (db: Db) => Promise<Verdict<Value>>): Promise<Value>;
  /** Runs the job over one consistent state. */
  read<Value>(job: (db: Db) => Promise<Value>): Promise<Value>;
  openView(): Promise<View>;
  /** For schema changes, before anything else is asked. */
  migrate(job: (db: Db) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
