import { Command } from "commander";
import type { Runtime } from "../program.ts";

export interface BackupOptions {
  readonly data: string;
  readonly out: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  charter serve backup --data ./api-data --out ./backups/monday.db
  mkdir restored && cp ./backups/monday.db restored/charter.db && charter serve --data restored

A database on PostgreSQL is backed up with its own tools.`;

export function backupCommand({ terminal, end }: Runtime, defaultData: string): Command {
  return new Command("backup")
    .description("copy the embedded database into one file, while a server may be running")
    .option("--data <folder>", "where the embedded database lives", defaultData)
    .requiredOption("--out <file>", "file to write; it must not be there yet")
    .option("--json", "print JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (options: BackupOptions) => end(await (await import("./serve-backup.ts")).backup(terminal, options)));
}
