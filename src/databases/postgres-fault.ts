import { DatabaseUnavailable } from "./database-unavailable.ts";

interface DriverError {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
}

/**
 * SQLSTATE classes and codes of a database that cannot be used now: connection failures, no role or database of that
 * name, no resources, a read-only standby, a transaction that was in others' way or that waited too long, a shutdown.
 */
const UNAVAILABLE = /^(08|28|3D|53|58|25006|25P03|40001|40P01|55P03|57014|57P0)/;
const DISK_FULL = "53100";
const NOT_TEXT = "22021";

/** What the driver says by itself has no code. */
const DRIVER_SAYS = /^(Connection terminated|timeout e|Client (has encountered a connection error|was closed))/;

/** What an error of the driver means to whoever asked; any other error is itself. */
export function postgresFault(error: unknown): unknown {
  const { code, syscall, message } = (error ?? {}) as DriverError;
  // PostgreSQL keeps no text with U+0000 in it: that is the fault of whoever sent it.
  if (code === NOT_TEXT) return notText(error);
  const refused = typeof code === "string" && UNAVAILABLE.test(code);
  const unreachable = syscall === "connect" || syscall === "getaddrinfo" || syscall === "read" || syscall === "write";
  if (!refused && !unreachable && !DRIVER_SAYS.test(String(message))) return error;
  return new DatabaseUnavailable(String(message), { full: code === DISK_FULL, cause: error });
}

function notText(error: unknown): Error {
  return Object.assign(new Error("text cannot contain the character U+0000", { cause: error }), { statusCode: 400 });
}
