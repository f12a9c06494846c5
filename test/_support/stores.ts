import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import type { ServerOptions } from "../../src/server/index.ts";
import { startTestServer, type TestServer } from "./membership-server.ts";
import { ask } from "./postgres.ts";

/** A database that the API can stand on, and a new server on a new one of it. */
export interface StoreUnderTest {
  readonly name: "SQLite" | "PostgreSQL";
  start(options?: Partial<ServerOptions>): Promise<TestServer>;
}

const ofRun = inject("postgres");

/** Tests that need PostgreSQL are left out: the start of the run says why. */
export const withoutPostgres = ofRun === undefined;

/** URL of a new database, for one test file or one test. It goes with the cluster, by default the test run's. */
export async function newDatabase(cluster: string | undefined = ofRun): Promise<string> {
  if (cluster === undefined) throw new Error("there is no PostgreSQL on this machine");
  const name = `charter_${randomBytes(6).toString("hex")}`;
  await ask(cluster, `create database ${name}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.href;
}

/** Every store that the API can stand on. One suite holds for them all. */
export const STORES: readonly StoreUnderTest[] = withoutPostgres ? [onSqlite()] : [onSqlite(), onPostgres()];

function onSqlite(): StoreUnderTest {
  return { name: "SQLite", start: (options) => startTestServer(options) };
}

function onPostgres(): StoreUnderTest {
  return {
    name: "PostgreSQL",
    start: async (options) => startTestServer({ ...options, database: await newDatabase() }),
  };
}
