/** One thing that happened, for whoever runs the server: no secret, no person, nothing that a caller could make up. */
export interface LogEntry {
  readonly level: "info" | "warn" | "error";
  /** `request`, `error` … */
  readonly event: string;
  readonly [field: string]: string | number | boolean | undefined;
}

export type Log = (entry: LogEntry) => void;

const TOKEN = /\b(ch[ri]_)[0-9A-Za-z]+/g;

/** An internal error with its stack. Whatever looks like a token is cut, though none should be there. */
export function errorEntry(error: unknown, requestId: string): LogEntry {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { level: "error", event: "error", requestId, error: text.replaceAll(TOKEN, "$1…") };
}
