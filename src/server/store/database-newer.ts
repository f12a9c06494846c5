import packageJson from "../../../package.json" with { type: "json" };

/** The database was made by a later version of this package: what that changed, this one would damage. */
export class DatabaseNewer extends Error {
  constructor(found: string, known: string) {
    super(
      `the database is at ${JSON.stringify(found)}, made by a later version of charter; this is ${packageJson.version}, which ` +
        `knows it up to ${JSON.stringify(known)}: run the later version, or restore a backup from before it`,
    );
    this.name = "DatabaseNewer";
  }
}
