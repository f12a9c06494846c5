import { readFileSync } from "node:fs";
import { join } from "node:path";

// The least that a snapshot can cost: the driver reads the same rows, and they are made text once.
const { engine, place } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const STATEMENTS = [
  "select email, role, attributes, overrides, changed from members order by email_key",
  "select scope, place, email, role, changed from grants order by scope, place, email_key",
];
const started = process.hrtime.bigint();
const bytes = engine === "SQLite" ? await readSqlite() : await readPostgres();
if (bytes === 0) throw new Error("there was nothing to read");
process.stdout.write(`${Number(process.hrtime.bigint() - started) / 1e6}\n`);

async function readSqlite() {
  const { default: Sqlite } = await import("better-sqlite3");
  const database = new Sqlite(join(place, "charter.db"), { readonly: true });
  let total = 0;
  for (const statement of STATEMENTS) {
    for (const row of database.prepare(statement).iterate()) total += JSON.stringify(row).length;
  }
  return total;
}

async function readPostgres() {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: place });
  await client.connect();
  let total = 0;
  for (const statement of STATEMENTS) {
    for (const row of (await client.query(statement)).rows) total += JSON.stringify(row).length;
  }
  await client.end();
  return total;
}
