import { DatabaseUnavailable } from "./database-unavailable.ts";

const UNAVAILABLE = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED|PROTOCOL|NOMEM)/;

/** What an error of the driver means to whoever asked; any other error is itself. */
export function sqliteFault(error: unknown): unknown {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== "string" || !UNAVAILABLE.test(code)) return error;
  return new DatabaseUnavailable(String(message), { full: code === "SQLITE_FULL", cause: error });
}
