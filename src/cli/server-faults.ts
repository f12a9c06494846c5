import type { ServerOptions } from "../server/index.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Internal errors of the API on standard error, with the request id that the caller was told. */
export function reportTo(terminal: Terminal): NonNullable<ServerOptions["report"]> {
  return (error, requestId) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(`error: request ${requestId}: ${text}\n`);
  };
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use: name another with --PREFIXport, or 0 for any free one",
  EADDRNOTAVAIL: "this machine does not have that address: name another with --PREFIXhost",
  ENOTFOUND: "there is no such address: name another with --PREFIXhost",
  EACCES: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is no folder",
  ENOENT: "no folder can be made there",
  EEXIST: "this is a file, not a folder",
};

/** Errors of the store whose message is a sentence for whoever runs it. */
const SAID_ALREADY: ReadonlySet<string> = new Set(["DatabaseUnusable", "DatabaseNewer", "FolderInUse", "MailUnusable"]);

/**
 * Runs something that opens the database or a port; what the machine refuses becomes a sentence. `prefix` is what the
 * names of the options for port and host begin with.
 */
export async function orExplained<Result>(
  folder: string,
  open: () => Promise<Result>,
  prefix: "" | "metrics-" = "",
): Promise<Result> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (SAID_ALREADY.has(error.name)) throw new UsageError(error.message, { cause: error });
    if (error.name === "SqliteError")
      throw new UsageError(`cannot use the database in ${folder}: ${error.message}`, { cause: error });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    const what =
      syscall === "listen" || syscall === "getaddrinfo" ? "cannot listen" : `cannot use the folder ${folder}`;
    const why = REASONS[code]?.replace("PREFIX", prefix) ?? error.message;
    throw new UsageError(`${what}: ${why}`, { cause: error });
  }
}
