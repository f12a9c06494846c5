import { sql } from "kysely";
import { done, problem } from "../http/answer.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";

type HealthOperations = Pick<Operations, "getHealth" | "getHealthV1" | "getReadiness" | "getReadinessV1">;

/** For whoever runs the server; below `/v1` as well, for those who route nothing else to it. */
export function healthOperations({ store, lifecycle }: Means): HealthOperations {
  const health = async () => done(200, { status: "ok" });
  const readiness = async () => {
    if (lifecycle.draining) return problem(503, "shutting-down", "this server is about to stop");
    await store.read((db) => sql`select 1`.execute(db));
    return done(200, { status: "ok" });
  };
  return { getHealth: health, getHealthV1: health, getReadiness: readiness, getReadinessV1: readiness };
}
