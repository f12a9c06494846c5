import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A name that says whose it is, so that whoever comes later can tell that its owner is gone. */
const PREFIX = "charter-plugin-";

/** Paths of sockets are short: 108 bytes with the closing zero on Linux, 104 on macOS. */
const LONGEST = 103;

export interface SocketFolder {
  readonly socket: string;
  remove(): void;
}

/**
 * A folder for one socket that only its owner may enter, or undefined where its path would be too long. Folders of
 * processes that ended without tidying up are removed on the way.
 */
export function makeSocketFolder(parent: string, pid: number): SocketFolder | undefined {
  const sample = join(parent, `${PREFIX}${pid}-XXXXXX`, "s");
  if (Buffer.byteLength(sample) > LONGEST) return undefined;
  sweep(parent);
  const folder = mkdtempSync(join(parent, `${PREFIX}${pid}-`));
  return { socket: join(folder, "s"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const owner = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : 0;
    if (owner > 0 && !isRunning(owner)) removeQuietly(join(parent, name));
  }
}

/** Another user's process answers with EPERM, and is running too. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Another user's folder stays where it is. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Whoever owns it will.
  }
}
