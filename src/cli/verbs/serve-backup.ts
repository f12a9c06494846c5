import { resolve } from "node:path";
import { backupFolder } from "../../server/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { orExplained } from "../server-faults.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { BackupOptions } from "./serve-backup-command.ts";

/** Copies the embedded database into one file. */
export async function backup(terminal: Terminal, { data, out: file, json }: BackupOptions): Promise<ExitCode> {
  const folder = resolve(terminal.cwd, data);
  const made = await orExplained(data, () => backupFolder(folder, resolve(terminal.cwd, file)));
  if (made.kind === "fault") throw new UsageError(made.message);
  const { bytes, organizations } = made;
  if (json === true) terminal.out(`${JSON.stringify({ file, bytes, organizations })}\n`);
  else {
    const what = organizations === 1 ? "1 organization" : `${organizations} organizations`;
    terminal.out(`${what} of ${data} in ${file}, ${bytes.toLocaleString("en")} bytes\n`);
  }
  return EXIT.done;
}
