import { createHash, randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { JournalError } from "./journal-error.ts";

/** Who holds a lock: enough to tell whether that process still runs. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, as its operating system counts; tells a process from a later one of the same number. */
  readonly born: string | undefined;
  readonly token: string;
}

export interface Lock {
  release(): Promise<void>;
}

/** Tokens of the locks that this process holds, or is about to. */
const held = new Set<string>();

/**
 * Takes the lock file for this process. The lock of a process that died is taken over; one that is in use, or that
 * another machine holds, is refused with {@link JournalError} `journal-busy`.
 */
export async function acquireLock(file: string): Promise<Lock> {
  const own: Holder = { pid: process.pid, host: hostname(), born: await birthOf(process.pid), token: randomUUID() };
  held.add(own.token);
  try {
    while (!(await tryAcquire(file, own)));
    return { release: () => release(file, own.token) };
  } catch (error) {
    held.delete(own.token);
    throw error;
  }
}

/** False where the lock has changed hands meanwhile. */
async function tryAcquire(file: string, own: Holder): Promise<boolean> {
  if (await tryCreate(file, own)) return true;
  const holder = await tryReadHolder(file);
  if (holder === undefined) return false;
  if (holder === "unreadable" || (await isAlive(holder, own.host))) throw busy(file, holder);
  return await tryTakeOver(file, holder, own);
}

/**
 * Puts this process in the place of one that died, in one step: the file is never gone, and never somebody else's. Who
 * may do that is settled by a lock of its own for each dead holder.
 */
async function tryTakeOver(file: string, dead: Holder, own: Holder): Promise<boolean> {
  const claim = await acquireLock(`${file}.${createHash("sha256").update(dead.token).digest("hex").slice(0, 16)}`);
  try {
    const holder = await tryReadHolder(file);
    if (typeof holder !== "object" || holder.token !== dead.token) return false;
    await replace(file, own);
    return true;
  } finally {
    await claim.release();
  }
}

/** Creates the file with its content in one step: nobody ever reads half a lock. */
async function tryCreate(file: string, own: Holder): Promise<boolean> {
  const draft = `${file}.${own.token}`;
  try {
    await writeFile(draft, JSON.stringify(own));
    await link(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS") return await tryCreateInTwoSteps(file, own);
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** For file systems without hard links. */
async function tryCreateInTwoSteps(file: string, own: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(own), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Puts another content in the file's place in one step. */
async function replace(file: string, own: Holder): Promise<void> {
  const draft = `${file}.${own.token}`;
  try {
    await writeFile(draft, JSON.stringify(own));
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function tryReadHolder(file: string): Promise<Holder | "unreadable" | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    return isHolder(value) ? value : "unreadable";
  } catch (error) {
    if (error instanceof SyntaxError) return "unreadable";
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== "object" || value === null) return false;
  const { pid, host, token } = value as Record<string, unknown>;
  return Number.isInteger(pid) && typeof host === "string" && typeof token === "string";
}

/** Of a process on another machine nothing is known: it counts as alive. */
async function isAlive(holder: Holder, host: string): Promise<boolean> {
  if (holder.host !== host) return true;
  if (holder.pid === process.pid) return held.has(holder.token);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return holder.born === undefined || holder.born === (await birthOf(holder.pid));
}

/** Start time of a process in clock ticks since boot, where the system tells (Linux). */
async function birthOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

async function release(file: string, token: string): Promise<void> {
  held.delete(token);
  const holder = await tryReadHolder(file);
  if (typeof holder === "object" && holder.token === token) await rm(file, { force: true });
}

function busy(file: string, holder: Holder | "unreadable"): JournalError {
  const who = holder === "unreadable" ? "another process" : `process ${holder.pid} on ${holder.host}`;
  return new JournalError(
    "journal-busy",
    `this plan is being applied already, by ${who}: wait for it to end, or delete ${file} if no such process runs`,
  );
}
