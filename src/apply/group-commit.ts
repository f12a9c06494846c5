import type { FileHandle } from "node:fs/promises";

/**
 * Appends lines to a file, in order. Lines that come while the disk is busy share the next write and the next fsync, so
 * that eight changes at once don't wait for eight of them. A line that need not be durable at once asks for no fsync:
 * written, it outlives the process, and with the next durable line, or the close, a power cut as well.
 */
export class GroupCommit {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #mustSync = false;
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * Resolves once the line, and every line before it, is on the disk; or, not durable, once it is written. After one
   * failure every later call fails.
   */
  append(line: string, { durable }: { readonly durable: boolean }): Promise<void> {
    this.#waiting.push(line);
    this.#mustSync ||= durable;
    this.#next ??= this.#schedule();
    return this.#next;
  }

  /** Resolves once everything appended so far is on the disk. */
  async settled(): Promise<void> {
    await (this.#next ?? this.#last);
    await this.#file.datasync();
  }

  #schedule(): Promise<void> {
    const flush = this.#last.then(() => this.#flush());
    // A failure is told to whoever appended; nobody may be waiting at this very moment.
    flush.catch(() => undefined);
    return flush;
  }

  async #flush(): Promise<void> {
    const text = this.#waiting.join("");
    const mustSync = this.#mustSync;
    this.#waiting = [];
    this.#mustSync = false;
    if (this.#next !== undefined) this.#last = this.#next;
    this.#next = undefined;
    await this.#file.appendFile(text);
    if (mustSync) await this.#file.datasync();
  }
}
