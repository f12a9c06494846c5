import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A letter that is written and not yet sent. */
export interface PendingLetter {
  send(): void;
  discard(): void;
}

/** Where letters go. */
export interface Outbox {
  /** Writes a letter down before its invitation is committed, so that a crash between the two loses neither. */
  prepare(name: string, text: string): PendingLetter;
  /** Letters that were prepared by a run that ended before it sent or discarded them, by name. */
  leftBehind(): ReadonlyMap<string, PendingLetter>;
}

const PENDING = ".pending";

/** An outbox that is a folder: one `.eml` file a letter. */
export function folderOutbox(folder: string): Outbox {
  const pending = join(folder, PENDING);
  mkdirSync(pending, { recursive: true, mode: 0o700 });
  const letter = (name: string): PendingLetter => ({
    send: () => renameSync(join(pending, name), join(folder, `${name}.eml`)),
    discard: () => rmSync(join(pending, name), { force: true }),
  });
  return {
    prepare(name, text) {
      writeFileSync(join(pending, name), text, { mode: 0o600 });
      return letter(name);
    },
    leftBehind: () => new Map(readdirSync(pending).map((name) => [name, letter(name)])),
  };
}
