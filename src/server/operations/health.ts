import { sql } from "kysely";
import { done, problem } from "../http/answer.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";

type HealthOperations = Pick<Operations, "getHealth" | "getReadiness">;

/** For whoever runs the server. */
export function healthOperations({ store, lifecycle }: Means): HealthOperations {
  return {
    getHealth: async () => done(200, { status: "ok" }),
    getReadiness: async () => {
      if (lifecycle.draining) return problem(503, "shutting-down", "this server is about to stop");
      await store.read((db) => sql`select 1`.execute(db));
      return done(200, { status: "ok" });
    },
  };
}
