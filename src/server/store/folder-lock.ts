import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { makeFolder } from "../../files/make-folder.ts";

/** Another server works on the folder. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number | undefined) {
    const who = pid === undefined ? "another server" : `another server, process ${pid},`;
    super(`${who} works on ${folder} already: stop it first, or name another folder`);
    this.name = "FolderInUse";
  }
}

export interface FolderLock {
  release(): void;
}

const LOCK = "server.lock";
const HOLDER = "server.pid";
const POLL_MS = 50;

/**
 * Takes the folder for this server, made where it is missing. The lock is the system's own on an empty file, so it
 * goes with its process however that ends; who holds it is written beside it, for the message alone.
 *
 * @param patienceMs how long to wait for a server that is about to stop
 * @throws {FolderInUse}
 */
export async function lockFolder(folder: string, patienceMs = 0): Promise<FolderLock> {
  makeFolder(folder, 0o700);
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const lock = tryLock(join(folder, LOCK));
    if (lock !== undefined) return held(lock, join(folder, HOLDER));
    if (performance.now() >= deadline) throw new FolderInUse(folder, tryReadPid(join(folder, HOLDER)));
    await setTimeout(POLL_MS);
  }
}

/** An exclusive transaction that writes nothing. */
function tryLock(file: string): Sqlite.Database | undefined {
  const database = new Sqlite(file, { timeout: 0 });
  try {
    database.exec("begin exclusive");
    return database;
  } catch (error) {
    database.close();
    if ((error as { readonly code?: unknown }).code === "SQLITE_BUSY") return undefined;
    throw error;
  }
}

function held(lock: Sqlite.Database, holder: string): FolderLock {
  writeFileSync(holder, `${process.pid}\n`);
  return {
    release() {
      rmSync(holder, { force: true });
      lock.close();
    },
  };
}

function tryReadPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
