import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/make-folder.ts";
import { GroupCommit } from "./group-commit.ts";
import { JournalError } from "./journal-error.ts";
import { JOURNAL_FORMAT, type JournalEntry, type JournalHeader, parseJournal } from "./journal-format.ts";
import { acquireLock, type Lock } from "./journal-lock.ts";

/** What an executor needs of a journal. */
export interface ApplyJournal {
  /** The latest word on each change, from earlier runs of the same plan. */
  readonly entries: ReadonlyMap<string, JournalEntry>;
  /** Resolves once it is on the disk that the change goes out now, bound to this version. */
  sent(id: string, expects: string | undefined): Promise<void>;
  /** Resolves once the outcome is written: it is on the disk with the next change that goes out, or with the close. */
  ended(entry: JournalEntry): Promise<void>;
}

export interface JournalOptions {
  /** Folder of journals, by default `.charter/journal`. */
  readonly directory?: string;
  readonly digest: string;
  readonly organization: string;
  /** The target as plans name it; never with credentials. */
  readonly api: string;
  /** Instant of the run, ISO 8601 in UTC. */
  readonly started: string;
}

/** The memory of a run on the disk: which changes went out, and what became of them. One file a plan. */
export class Journal implements ApplyJournal {
  readonly file: string;
  readonly #entries: Map<string, JournalEntry>;
  readonly #options: JournalOptions;
  readonly #handle: FileHandle;
  readonly #commit: GroupCommit;
  readonly #lock: Lock;

  private constructor(file: string, { options, entries, handle }: Opened, lock: Lock) {
    this.file = file;
    this.#options = options;
    this.#entries = new Map(entries);
    this.#handle = handle;
    this.#commit = new GroupCommit(handle);
    this.#lock = lock;
  }

  /**
   * Opens the journal of a plan for this process alone, and reads what earlier runs wrote. Throws {@link JournalError}:
   * `journal-busy` while another run of the plan goes on, `journal-corrupt`, `journal-mismatch`, `journal-unwritable`.
   */
  static async open(options: JournalOptions): Promise<Journal> {
    const file = join(
      options.directory ?? join(".charter", "journal"),
      `${options.digest.replace(/^sha256:/, "")}.jsonl`,
    );
    try {
      makeFolder(dirname(file));
      const lock = await acquireLock(file.replace(/jsonl$/, "lock"));
      try {
        return new Journal(file, await openLocked(file, options), lock);
      } catch (error) {
        await lock.release();
        throw error;
      }
    } catch (error) {
      throw error instanceof JournalError ? error : unwritable(file, error);
    }
  }

  get entries(): ReadonlyMap<string, JournalEntry> {
    return this.#entries;
  }

  /** Forgets earlier runs, whose target is no more. Throws {@link JournalError} `journal-unwritable`. */
  async restart(): Promise<void> {
    try {
      await this.#handle.truncate(0);
      await begin(this.file, this.#handle, this.#options);
    } catch (error) {
      throw unwritable(this.file, error);
    }
    this.#entries.clear();
  }

  sent(id: string, expects: string | undefined): Promise<void> {
    return this.#append({ id, state: "sent", ...(expects === undefined ? {} : { expects }) }, true);
  }

  ended(entry: JournalEntry): Promise<void> {
    // Lost to a power cut, it is asked for again: what went out is known, and has a key.
    return this.#append(entry, false);
  }

  /** Ends the use of the journal; the file stays. Throws {@link JournalError} `journal-unwritable`. */
  async close(): Promise<void> {
    try {
      await this.#commit.settled();
    } catch (error) {
      throw unwritable(this.file, error);
    } finally {
      await this.#handle.close();
      await this.#lock.release();
    }
  }

  /** Ends the use of a journal that nobody will ask again: the file goes while it is still nobody else's. Throws as `close`. */
  async discard(): Promise<void> {
    try {
      await this.#handle.close();
      await rm(this.file, { force: true });
    } catch (error) {
      throw unwritable(this.file, error);
    } finally {
      await this.#lock.release();
    }
  }

  async #append({ id, state, expects, etag, code }: JournalEntry, durable: boolean): Promise<void> {
    try {
      await this.#commit.append(`${JSON.stringify({ id, state, expects, etag, code })}\n`, { durable });
    } catch (error) {
      throw unwritable(this.file, error);
    }
  }
}

interface Opened {
  readonly options: JournalOptions;
  readonly entries: ReadonlyMap<string, JournalEntry>;
  readonly handle: FileHandle;
}

async function openLocked(file: string, options: JournalOptions): Promise<Opened> {
  const content = parseJournal(file, await readOrEmpty(file));
  if (content.header !== undefined) checkHeader(file, content.header, options);
  const handle = await open(file, "a", 0o600);
  try {
    await handle.truncate(content.length);
    if (content.header === undefined) await begin(file, handle, options);
    return { options, entries: content.entries, handle };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function begin(file: string, handle: FileHandle, options: JournalOptions): Promise<void> {
  const { digest, organization, api, started } = options;
  const header: JournalHeader = { format: JOURNAL_FORMAT, digest, organization, api, started };
  await handle.appendFile(`${JSON.stringify(header)}\n`);
  await handle.datasync();
  await syncDirectory(dirname(file));
}

/** Without this the file itself may be missing after a power cut. Windows can't do it and needs it not. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function checkHeader(file: string, header: JournalHeader, options: JournalOptions): void {
  for (const field of ["digest", "organization", "api"] as const) {
    if (header[field] === options[field]) continue;
    throw new JournalError(
      "journal-mismatch",
      `${file} is the journal of another run: its ${field} is ${header[field]}, the plan's is ${options[field]}`,
    );
  }
}

async function readOrEmpty(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

function unwritable(file: string, cause: unknown): JournalError {
  return new JournalError("journal-unwritable", `cannot write ${file}: ${(cause as Error).message}`, cause);
}
