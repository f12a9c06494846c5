import { type Family, single } from "../../metrics/family.ts";
import type { DatabaseLoad } from "./dialect.ts";
import type { Store } from "./store.ts";

/** What the database is, and how busy the connections to it are. */
export function databaseFamilies(store: Pick<Store, "load" | "schema">): Family[] {
  const load = store.load();
  const labels = { engine: load.engine, schema: store.schema };
  return [
    {
      name: "charter_database_info",
      type: "gauge",
      help: "Always 1: the engine and its last migration are the labels.",
      samples: [{ labels, value: 1 }],
    },
    connections(load),
    byPurpose(load, "most", "charter_database_connections_max", "Most connections that there may be."),
    byPurpose(load, "waiting", "charter_database_waiting", "Requests that wait for a connection, or for the writer."),
    single(
      "charter_database_repeats_total",
      "counter",
      "Transactions run again, being in another's way.",
      load.repeats,
    ),
  ];
}

function connections({ pools }: DatabaseLoad): Family {
  const samples = pools.flatMap(({ purpose, open, idle }) => [
    { labels: { purpose, state: "busy" }, value: open - idle },
    { labels: { purpose, state: "idle" }, value: idle },
  ]);
  const help = "Open connections to the database, by purpose and state.";
  return { name: "charter_database_connections", type: "gauge", help, samples };
}

function byPurpose({ pools }: DatabaseLoad, what: "most" | "waiting", name: string, help: string): Family {
  return {
    name,
    type: "gauge",
    help,
    samples: pools.map((pool) => ({ labels: { purpose: pool.purpose }, value: pool[what] })),
  };
}
