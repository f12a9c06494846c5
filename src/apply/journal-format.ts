import { JournalError } from "./journal-error.ts";

export const JOURNAL_FORMAT = "charter-journal/v1";

/** What a journal is about: the first line. It never holds a token. */
export interface JournalHeader {
  readonly format: typeof JOURNAL_FORMAT;
  /** `sha256:…` of the plan. */
  readonly digest: string;
  readonly organization: string;
  /** The target as plans name it. */
  readonly api: string;
  /** Instant of the first run, ISO 8601 in UTC. */
  readonly started: string;
}

/** The latest word on one change. `sent`: it went out, and the run ended before an answer was noted. */
export interface JournalEntry {
  readonly id: string;
  readonly state: "sent" | "done" | "failed" | "unknown";
  /** `sent`, `unknown`: the version that the request was bound to, if to any. */
  readonly expects?: string;
  /** The version that the object has after the change, where the API names one. */
  readonly etag?: string;
  readonly code?: string;
}

export interface JournalContent {
  /** Absent where nothing whole was written yet. */
  readonly header: JournalHeader | undefined;
  readonly entries: ReadonlyMap<string, JournalEntry>;
  /** Bytes of whole lines; what is behind them was being written when the run ended. */
  readonly length: number;
}

const LINE_FEED = 0x0a;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const STATES: ReadonlySet<unknown> = new Set(["sent", "done", "failed", "unknown"]);

/** Reads a journal. A torn last line is left out; any other line that is not one of a journal is an error. */
export function parseJournal(file: string, bytes: Buffer): JournalContent {
  const entries = new Map<string, JournalEntry>();
  let header: JournalHeader | undefined;
  let length = 0;
  let number = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, length)) {
    number += 1;
    const value = tryParse(bytes.subarray(length, end));
    if (header === undefined && isHeader(value)) header = value;
    else if (header !== undefined && isEntry(value)) entries.set(value.id, value);
    else if (bytes.indexOf(LINE_FEED, end + 1) < 0) break;
    else throw corrupt(file, number);
    length = end + 1;
  }
  return { header, entries, length };
}

function corrupt(file: string, line: number): JournalError {
  return new JournalError(
    "journal-corrupt",
    `${file}:${line}:1 is not a line of a journal: restore the file, or delete it to send the plan's changes anew`,
  );
}

function isHeader(value: unknown): value is JournalHeader {
  if (typeof value !== "object" || value === null) return false;
  const { format, digest, organization, api } = value as Record<string, unknown>;
  return format === JOURNAL_FORMAT && [digest, organization, api].every((field) => typeof field === "string");
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== "object" || value === null) return false;
  const { id, state, expects, etag, code } = value as Record<string, unknown>;
  return typeof id === "string" && STATES.has(state) && [expects, etag, code].every(isText);
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

/** Bytes that are not UTF-8 are no line: replaced, they would have another length than in the file. */
function tryParse(line: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(line));
  } catch {
    return undefined;
  }
}
