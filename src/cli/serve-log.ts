import { printable } from "../diagnostics/printable.ts";
import type { ServerOptions } from "../server/index.ts";
import type { Terminal } from "./terminal.ts";

export const LOG_FORMATS = ["json", "text", "none"] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export type Log = NonNullable<ServerOptions["log"]>;
type LogEntry = Parameters<Log>[0];

/** The log of a server on standard error. */
export interface ServeLog {
  readonly log: Log;
  /** Writes what has not been written yet. */
  flush(): void;
}

/**
 * One line for each entry: JSON for machines, text for people; `none` leaves warnings and internal errors alone, as
 * text. Lines of one turn of the event loop are written together, for writing waits for whoever reads.
 */
export function serveLog(terminal: Terminal, format: LogFormat): ServeLog {
  let waiting: string[] = [];
  const flush = () => {
    const lines = waiting;
    waiting = [];
    if (lines.length > 0) terminal.err(lines.join(""));
  };
  const log = (entry: LogEntry) => {
    if (format === "none" && entry.event === "request") return;
    if (waiting.push(lineOf(entry, format, terminal.now())) === 1) setImmediate(flush);
  };
  return { log, flush };
}

function lineOf(entry: LogEntry, format: LogFormat, time: string): string {
  return format === "json" ? `${JSON.stringify({ time, ...entry })}\n` : `${textOf(entry, time)}\n`;
}

/** `2026-11-22T10:00:00.000Z GET /v1/me 200 1.2 ms token=… requestId=…`; warnings and errors begin with the word. */
function textOf(entry: LogEntry, time: string): string {
  const { level, event, ...fields } = entry;
  if (event === "request") {
    const { method, route = "(no such route)", status = "aborted", ms, aborted: _, ...others } = fields;
    return printableLines(`${time} ${method} ${route} ${status} ${ms} ms ${pairs(others)}`);
  }
  if (fields.warning !== undefined) return printableLines(`warning: ${fields.warning}`);
  if (fields.error !== undefined) return printableLines(`error: request ${fields.requestId}: ${fields.error}`);
  return printableLines(`${time} ${level} ${event} ${pairs(fields)}`);
}

function pairs(fields: Omit<LogEntry, "level" | "event">): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}

/** Stacks have lines; everything else of them could move the cursor. */
function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n").trimEnd();
}
