import type { Db } from "pg-boss";

/** Schema of this room's own tables. */
export const FLEET_SCHEMA = "charter_fleet";

/** Any number, the same in every process: several workers begin at once. */
const MAKING = 4_701_337;

/**
 * `outcomes`: the last word on each organization. `buckets`: how much of an API's rate is spent; nothing of it has to
 * survive a crash, so it is not logged, and taking a token waits for no disk.
 */
const STATEMENTS = [
  `create schema if not exists ${FLEET_SCHEMA}`,
  `create table if not exists ${FLEET_SCHEMA}.outcomes (
    fleet text not null,
    organization text not null,
    outcome text not null,
    summary text not null,
    digest text,
    changes bigint not null default 0,
    attempts integer not null,
    worker text not null,
    finished_at timestamptz not null,
    rounds bigint not null default 1,
    primary key (fleet, organization)
  )`,
  `create unlogged table if not exists ${FLEET_SCHEMA}.buckets (
    origin text primary key,
    full_at timestamptz not null
  )`,
];

/** Makes what is not there yet, one process after the other. */
export async function makeTables(db: Db): Promise<void> {
  await db.executeSql("select pg_advisory_xact_lock($1)", [MAKING]);
  for (const statement of STATEMENTS) await db.executeSql(statement);
}
