import { type FleetDatabase, QUEUE_SCHEMA } from "./fleet-database.ts";
import type { FleetQueue } from "./fleet-queue.ts";

/** How many organizations are where. */
export interface FleetCounts {
  /** Can be taken now. */
  readonly queued: number;
  /** Failed, and waits for its next attempt. */
  readonly waiting: number;
  readonly active: number;
  /** Jobs of organizations of which no attempt is left. */
  readonly dead: number;
}

/** The queue's own counts are as old as its last look; this is one index scan of what is not over yet. */
const COUNT = `
  select
    count(*) filter (where name = $1 and state < 'active' and start_after <= now())::float8 as queued,
    count(*) filter (where name = $1 and state < 'active' and start_after > now())::float8 as waiting,
    count(*) filter (where name = $1 and state = 'active')::float8 as active,
    count(*) filter (where name = $2)::float8 as dead
  from ${QUEUE_SCHEMA}.job where name in ($1, $2) and state <= 'active'`;

/** Throws FleetError `database-unavailable`. */
export async function readCounts(database: FleetDatabase, queue: FleetQueue): Promise<FleetCounts> {
  const [counts] = await database.ask<FleetCounts>(COUNT, [queue.name, queue.deadName]);
  return counts ?? { queued: 0, waiting: 0, active: 0, dead: 0 };
}
