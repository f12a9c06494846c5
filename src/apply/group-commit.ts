import type { FileHandle } from "node:fs/promises";

/**
 * Appends lines to a file durably. Lines that come while the disk is busy share the next write and the next fsync, so
 * that eight changes at once don't wait for eight of them.
 */
export class GroupCommit {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Resolves once the line, and every line before it, is on the disk. After one failure every later call fails. */
  append(line: string): Promise<void> {
    this.#waiting.push(line);
    this.#next ??= this.#schedule();
    return this.#next;
  }

  /** Resolves once everything appended so far is on the disk. */
  settled(): Promise<void> {
    return this.#next ?? this.#last;
  }

  #schedule(): Promise<void> {
    const flush = this.#last.then(() => this.#flush());
    // A failure is told to whoever appended; nobody may be waiting at this very moment.
    flush.catch(() => undefined);
    return flush;
  }

  async #flush(): Promise<void> {
    const text = this.#waiting.join("");
    this.#waiting = [];
    if (this.#next !== undefined) this.#last = this.#next;
    this.#next = undefined;
    await this.#file.appendFile(text);
    await this.#file.datasync();
  }
}
