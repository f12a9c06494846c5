import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { UsageError } from "./usage-error.ts";

/** A file of assertions. */
export interface PolicyFile {
  readonly path: string;
  /** Relative to the working directory where inside it. */
  readonly file: string;
}

const FOLDER = "charter-tests";
const NAME = /\.charter-test\.(?:ya?ml|json)$/;
const IN_FOLDER = /\.(?:ya?ml|json)$/;

/**
 * The files that are named, and those of the folders that are named: `*.charter-test.yaml` in it, and everything in
 * its folder `charter-tests/`. Without a name, of this folder.
 *
 * @throws {UsageError} where there are none
 */
export function findPolicies(paths: readonly string[], cwd: string): PolicyFile[] {
  const found = (paths.length === 0 ? ["."] : paths).flatMap((path) => policiesAt(resolve(cwd, path), path));
  return [...new Set(found)].map((path) => ({ path, file: shown(path, cwd) }));
}

function policiesAt(path: string, named: string): string[] {
  if (!existsSync(path)) throw new UsageError(`there is no file or folder ${JSON.stringify(named)}`);
  if (!statSync(path).isDirectory()) return [path];
  const found = [...matching(path, NAME), ...matching(join(path, FOLDER), IN_FOLDER)];
  // A folder that is named itself may be the one that holds only assertions.
  if (found.length === 0 && basename(path) === FOLDER) found.push(...matching(path, IN_FOLDER));
  if (found.length > 0) return found;
  const where = named === "." ? "here" : `in ${named}`;
  throw new UsageError(`there are no assertions ${where}: neither *.charter-test.yaml nor a folder ${FOLDER}/`);
}

function matching(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return names
    .map(({ name }) => name)
    .filter((name) => pattern.test(name) && !name.startsWith("."))
    .sort()
    .map((name) => join(folder, name));
}

function shown(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  return (inside.startsWith("..") ? path : inside).replaceAll(sep, "/");
}

/**
 * The charter that assertions are about: the one that they name, relative to their file, else `charter.yaml` or
 * `charter/` beside them. Beside a folder `charter-tests/` counts as beside the files in it.
 *
 * @throws {UsageError} where there is none
 */
export function charterOf({ path, file }: PolicyFile, named: string | undefined, cwd: string): string {
  const folder = dirname(path);
  if (named !== undefined) return shown(resolve(folder, named), cwd);
  const beside = basename(folder) === FOLDER ? dirname(folder) : folder;
  const found = ["charter.yaml", "charter"].map((name) => join(beside, name)).find((one) => existsSync(one));
  if (found !== undefined) return shown(found, cwd);
  throw new UsageError(
    `${file} says not which charter it is about, and there is none beside it: add a line charter: FILE`,
  );
}
