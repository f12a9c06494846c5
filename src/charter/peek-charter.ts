import { closeSync, openSync, readSync, statSync } from "node:fs";
import { findCharter } from "./find-charter.ts";

/** What can be seen of a charter without reading it. */
export interface PeekedCharter {
  /** The organization that a file's beginning names; whether that is so, only loading tells. */
  readonly organization: string | undefined;
  /** Of all its files together. */
  readonly bytes: number;
}

/** As much of each file as is looked at, in bytes. */
const BEGINNING = 4096;

const ORGANIZATION = /^organization: +([a-z0-9][a-z0-9-]{0,62}) *(?:#.*)?$/m;

/** Looks at a charter's files, as `loadCharter` would find them. Nothing is said of what is wrong with them. */
export function peekCharter(paths: readonly string[] | undefined, { cwd }: { readonly cwd: string }): PeekedCharter {
  let organization: string | undefined;
  let bytes = 0;
  for (const { path } of findCharter(paths, cwd).files) {
    const { beginning, size } = tryLookAt(path);
    bytes += size;
    organization ??= ORGANIZATION.exec(beginning)?.[1];
  }
  return { organization, bytes };
}

/** Only into files, and only into those that may be read: a pipe can be read but once. */
function tryLookAt(path: string): { beginning: string; size: number } {
  let descriptor: number | undefined;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return { beginning: "", size: 0 };
    descriptor = openSync(path, "r");
    const buffer = Buffer.alloc(BEGINNING);
    return { beginning: buffer.toString("utf8", 0, readSync(descriptor, buffer)), size: stat.size };
  } catch {
    return { beginning: "", size: 0 };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
