import type { Db } from "pg-boss";
import type { ClaimedJob } from "./claimed-job.ts";
import type { FleetDatabase } from "./fleet-database.ts";
import { FLEET_SCHEMA } from "./fleet-tables.ts";
import type { FleetOutcome, Verdict } from "./verdict.ts";

/** The last word on one organization. */
export interface BookedOutcome {
  readonly organization: string;
  readonly outcome: FleetOutcome;
  readonly summary: string;
  readonly digest: string | null;
  /** Changes that were carried out, in all rounds. */
  readonly changes: number;
  /** Attempts of the last round. */
  readonly attempts: number;
  readonly worker: string;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** Rounds that came to an end. */
  readonly rounds: number;
}

const BOOK = `
  insert into ${FLEET_SCHEMA}.outcomes as book
    (fleet, organization, outcome, summary, digest, changes, attempts, worker, finished_at, rounds)
  values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), $9)
  on conflict (fleet, organization) do update
  set outcome = excluded.outcome, summary = excluded.summary, digest = excluded.digest,
    changes = book.changes + excluded.changes, attempts = excluded.attempts, worker = excluded.worker,
    finished_at = excluded.finished_at, rounds = book.rounds + excluded.rounds`;

const READ = `
  select organization, outcome, summary, digest, changes::float8 as changes, attempts, worker,
    finished_at as "finishedAt", rounds::float8 as rounds
  from ${FLEET_SCHEMA}.outcomes where fleet = $1 order by organization`;

const FORGET = `delete from ${FLEET_SCHEMA}.outcomes where fleet = $1 and organization <> all($2::text[])`;

/** Notes what came of an attempt; `over` where the round ends with it. In the transaction that settles the job. */
export async function bookOutcome(db: Db, { fleet, worker, job, verdict, over }: Booking): Promise<void> {
  const { outcome, summary, digest, changes } = verdict;
  await db.executeSql(BOOK, [
    fleet,
    job.organization,
    outcome,
    summary,
    digest ?? null,
    changes,
    job.retryCount + 1,
    worker,
    over ? 1 : 0,
  ]);
}

export interface Booking {
  readonly fleet: string;
  readonly worker: string;
  readonly job: ClaimedJob;
  readonly verdict: Verdict;
  readonly over: boolean;
}

/** Forgets every organization of a fleet but these. */
export async function forgetOthers(db: Db, fleet: string, organizations: readonly string[]): Promise<void> {
  await db.executeSql(FORGET, [fleet, organizations]);
}

/** The last word on every organization of a fleet, by key. */
export async function readOutcomes(database: FleetDatabase, fleet: string): Promise<readonly BookedOutcome[]> {
  const rows = await database.ask<BookedOutcome & { readonly finishedAt: Date | string }>(READ, [fleet]);
  return rows.map((row) => ({ ...row, finishedAt: new Date(row.finishedAt).toISOString() }));
}
