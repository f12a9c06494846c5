import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../../files/make-folder.ts";
import type { Postbox } from "./postbox.ts";

/** Nothing but the disk is waited for. */
const PATIENCE_MS = 60_000;

/**
 * A folder: one `.eml` file a letter, under the letter's own name, so that an attempt that is made again replaces the
 * file of the one before. Each file appears whole.
 *
 * @throws where the folder cannot be made
 */
export function folderOutbox(folder: string): Postbox {
  makeFolder(folder, 0o700);
  return {
    async deliver({ name, text }) {
      const path = join(folder, `${name}.eml`);
      try {
        await writeFile(`${path}.part`, text, { mode: 0o600 });
        await rename(`${path}.part`, path);
        return { kind: "sent" };
      } catch (error) {
        return {
          kind: "failed",
          reason: `cannot write to the outbox: ${(error as Error).message}`,
          mayHaveLeft: false,
        };
      }
    },
    patienceMs: PATIENCE_MS,
    close: async () => undefined,
  };
}
