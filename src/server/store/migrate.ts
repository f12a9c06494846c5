import { Migrator } from "kysely/migration";
import { DatabaseNewer } from "./database-newer.ts";
import type { TextType } from "./dialect.ts";
import { migrations } from "./migrations.ts";
import type { Db } from "./tables.ts";

const TABLE = "kysely_migration";

/**
 * Brings the schema up to date, and gives the name of its last migration.
 *
 * @throws {DatabaseNewer} where the database was made by a later version of this package; it stays as it is
 * @throws where a migration fails: it is undone as a whole
 */
export async function migrate(db: Db, text: TextType): Promise<string> {
  const known = migrations(text);
  const latest = Object.keys(known).at(-1) ?? "";
  const newer = (await applied(db)).filter((name) => !(name in known)).at(-1);
  if (newer !== undefined) throw new DatabaseNewer(newer, latest);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return latest;
  const failed = results.find(({ status }) => status === "Error")?.migrationName;
  const at = failed === undefined ? "" : ` at ${failed}`;
  throw new Error(`the database could not be brought up to date${at}`, { cause: error });
}

/** Names of the migrations that the database has seen, in order. */
async function applied(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === TABLE)) return [];
  const history = db.withTables<{ [TABLE]: { name: string } }>();
  return (await history.selectFrom(TABLE).select("name").orderBy("name").execute()).map(({ name }) => name);
}
