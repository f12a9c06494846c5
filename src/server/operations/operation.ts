import { sql } from "kysely";
import { done, problem } from "../http/answer.ts";
import type { Handlers } from "../http/wire-request.ts";
import type { Service } from "../service.ts";

type OperationalOperations = Pick<Handlers, "getHealth" | "getReadiness">;

/** For whoever runs the server. */
export function operationalOperations({ store, lifecycle }: Service): OperationalOperations {
  return {
    getHealth: async () => done(200, { status: "ok" }),
    getReadiness: async () => {
      if (lifecycle.draining) return problem(503, "shutting-down", "this server is about to stop");
      await store.read((db) => sql`select 1`.execute(db));
      return done(200, { status: "ok" });
    },
  };
}
