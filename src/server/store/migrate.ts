import { Migrator } from "kysely/migration";
import type { TextType } from "./dialect.ts";
import { migrations } from "./migrations.ts";
import type { Db } from "./tables.ts";

/**
 * Brings the schema up to date.
 *
 * @throws where a migration fails, or where the database was made by a later version of this package
 */
export async function migrate(db: Db, text: TextType): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations(text) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results.find(({ status }) => status === "Error")?.migrationName;
  const at = failed === undefined ? "" : ` at ${failed}`;
  throw new Error(`the database could not be brought up to date${at}`, { cause: error });
}
