import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { makeFolder } from "../../files/make-folder.ts";
import { databaseFile } from "./sqlite.ts";

export type BackedUp =
  | { readonly kind: "backed-up"; readonly bytes: number; readonly organizations: number }
  /** Nothing was written. */
  | { readonly kind: "fault"; readonly message: string };

/**
 * Copies the embedded database of a folder into one file as it is at one instant, while a server may be writing to it.
 * The file appears whole, checked and synced, or not at all; only its owner can read it.
 *
 * @throws what the file system and SQLite throw
 */
export async function backupFolder(folder: string, file: string): Promise<BackedUp> {
  const source = databaseFile(folder);
  if (!existsSync(source)) return fault(`there is no database in ${folder}`);
  if (existsSync(file)) return fault(`${file} is there already, and a backup overwrites nothing`);
  makeFolder(dirname(file));
  const part = `${file}.part-${process.pid}`;
  try {
    closeSync(openSync(part, "wx", 0o600));
    await copy(source, part);
    const organizations = check(part);
    sync(part);
    publish(part, file);
    return { kind: "backed-up", bytes: statSync(file).size, organizations };
  } finally {
    for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(`${part}${suffix}`, { force: true });
  }
}

function fault(message: string): BackedUp {
  return { kind: "fault", message };
}

const ALL_PAGES = 0x7fffffff;

/** All pages in one step: between two, another process's write would send the copy back to its beginning. */
async function copy(source: string, target: string): Promise<void> {
  const database = new Sqlite(source, { fileMustExist: true });
  try {
    await database.backup(target, { progress: () => ALL_PAGES });
  } finally {
    database.close();
  }
}

/** Makes it one file that needs no other beside it, looks at every page, and counts the organizations. */
function check(file: string): number {
  const database = new Sqlite(file);
  try {
    database.pragma("journal_mode = delete");
    const found = database.pragma("integrity_check", { simple: true });
    if (found !== "ok") throw new Error(`the copy is damaged: ${found}`);
    return database.prepare("select count(*) from organizations").pluck().get() as number;
  } finally {
    database.close();
  }
}

/** Unlike a renaming, a link fails where somebody else has written the file meanwhile; not every file system has it. */
function publish(part: string, file: string): void {
  try {
    linkSync(part, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    renameSync(part, file);
  }
  if (process.platform !== "win32") sync(dirname(file));
}

function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
