import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { ask, startCluster } from "../_support/postgres.ts";

export const ENGINES = ["SQLite", "PostgreSQL"] as const;
export type Engine = (typeof ENGINES)[number];

/** Where databases of the bench are made: a place is a folder, or a URL. */
export interface Places {
  /** An empty one. */
  make(name: string): Promise<string>;
  /** One like this, in which nobody is at work. */
  copy(place: string, name: string): Promise<string>;
}

/** Runs with places of an engine, which are gone afterwards. PostgreSQL syncs to disk as it does in use. */
export async function withPlaces<Result>(
  engine: Engine,
  scratch: string,
  use: (places: Places) => Promise<Result>,
): Promise<Result> {
  if (engine === "SQLite") return await use(foldersIn(scratch));
  const cluster = await startCluster({ durable: true, synced: true });
  try {
    return await use(databasesOf(cluster.url));
  } finally {
    await cluster.stop();
  }
}

function foldersIn(scratch: string): Places {
  const make = (name: string) => mkdtemp(join(scratch, `${name}-`));
  return {
    make,
    async copy(place, name) {
      const folder = await make(name);
      await cp(place, folder, { recursive: true });
      return folder;
    },
  };
}

function databasesOf(cluster: string): Places {
  const create = async (name: string, rest: string) => {
    await ask(cluster, `create database ${name}${rest}`);
    const url = new URL(cluster);
    url.pathname = `/${name}`;
    return url.href;
  };
  return {
    make: (name) => create(name, ""),
    copy: (place, name) => create(name, ` template ${new URL(place).pathname.slice(1)}`),
  };
}

/** What the database does by itself after a while. */
export async function settle(place: string): Promise<void> {
  if (place.startsWith("postgres://")) await ask(place, "vacuum analyze");
}
