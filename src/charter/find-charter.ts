import { readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Finding } from "../diagnostics/finding.ts";
import { printable, quoted } from "../diagnostics/printable.ts";
import { listed, nearest } from "../diagnostics/suggest.ts";
import { findStacks } from "./stack/find-stack.ts";
import { stackOrganizations } from "./stack/stack-organizations.ts";

/** A file of a charter: where it is, and its name as it is shown, relative to the working directory where inside it. */
export interface CharterFile {
  readonly path: string;
  readonly file: string;
  /** True for a synthesized stack, which is read as the charter that it means. */
  readonly isStack?: true;
  /** Key of the organization of a stack that is meant, where the path names one. */
  readonly organization?: string;
}

/** The files of a charter; none where a finding says why. */
export interface FoundCharter {
  readonly files: readonly CharterFile[];
  readonly findings: readonly Finding[];
}

const FILE = "charter.yaml";
/** Names under which a charter may be meant, and is not found by itself. */
const OTHER_NAMES = ["charter.yml", "charter.json"];
const FOLDER = "charter";
const EXTENSION = /\.(?:ya?ml|json)$/;
/** Assertions about a charter stand beside it, and are no part of it. */
const ASSERTIONS = /\.charter-test\.(?:ya?ml|json)$/;

/**
 * The files of a charter, in the order in which they are merged. Without paths: `charter.yaml`, else every YAML and
 * JSON file of the folder `charter/`. A path is a file or such a folder, or a synthesized stack; `PATH#ORGANIZATION` is
 * what a stack says of one organization. Faults: `charter-not-found`, `empty-folder`, `several-organizations`.
 */
export function findCharter(paths: readonly string[] | undefined, cwd: string): FoundCharter {
  if (paths === undefined || paths.length === 0) return findDefault(cwd);
  const found = paths.map((path) => findPath(path, cwd));
  return {
    files: withoutRepetition(found.flatMap(({ files }) => files)),
    findings: found.flatMap(({ findings }) => findings),
  };
}

function findDefault(cwd: string): FoundCharter {
  if (statOf(resolve(cwd, FILE))?.isDirectory() === false)
    return { files: [named(resolve(cwd, FILE), cwd)], findings: [] };
  if (statOf(resolve(cwd, FOLDER))?.isDirectory() === true) return findPath(FOLDER, cwd);
  const other = OTHER_NAMES.find((name) => statOf(resolve(cwd, name))?.isFile() === true);
  const advice =
    other === undefined
      ? "write one with `charter init`, or name a file or folder"
      : `there is a ${other}, which has to be named, or renamed to ${FILE}`;
  return notFound(FILE, `there is neither a ${FILE} nor a folder ${FOLDER} here; ${advice}`);
}

function findPath(path: string, cwd: string): FoundCharter {
  const absolute = resolve(cwd, path);
  const stat = statOf(absolute);
  const { file } = named(absolute, cwd);
  if (stat === undefined) {
    const message = () => `there is no file or folder ${quoted(file)}${adviseName(absolute)}`;
    return findChosen(path, cwd) ?? notFound(file, message());
  }
  const stacks = findStacks(absolute, stat.isDirectory() ? namesIn(absolute) : undefined);
  if (stacks !== undefined) return stacksAsOne(path, file, stacks, cwd);
  if (!stat.isDirectory()) return { files: [{ path: absolute, file }], findings: [] };
  const files = namesIn(absolute)
    .filter((name) => EXTENSION.test(name) && !ASSERTIONS.test(name) && !name.startsWith("."))
    .sort()
    .map((name) => join(absolute, name))
    .filter((one) => statOf(one)?.isDirectory() !== true)
    .map((one) => named(one, cwd));
  if (files.length > 0) return { files, findings: [] };
  const message = `the folder ${quoted(file)} has no file that ends in .yaml, .yml or .json; add one`;
  return { files: [], findings: [{ code: "empty-folder", severity: "error", message, source: start(file) }] };
}

/** The stacks of an app are one charter together. */
function stacksAsOne(path: string, file: string, stacks: readonly string[], cwd: string): FoundCharter {
  const organizations = stacks.length < 2 ? [] : [...new Set(stacks.flatMap(stackOrganizations))];
  if (organizations.length < 2)
    return { files: stacks.map((one) => ({ ...named(one, cwd), isStack: true })), findings: [] };
  const names = listed(organizations.map(printable));
  const message = `the stacks declare several organizations: ${names}; name one of them, as in ${printable(`${path}#${organizations[0]}`)}`;
  return { files: [], findings: [{ code: "several-organizations", severity: "error", message, source: start(file) }] };
}

/** What `STACK#ORGANIZATION` means: of the stacks, those with that organization. Undefined for what is no such path. */
function findChosen(path: string, cwd: string): FoundCharter | undefined {
  for (let at = path.indexOf("#"); at > 0; at = path.indexOf("#", at + 1)) {
    const organization = path.slice(at + 1);
    const stacks = stacksAt(path.slice(0, at), cwd);
    if (stacks === undefined) continue;
    const having = stacks.filter((one) => stackOrganizations(one).includes(organization));
    const files = having.length === 0 ? stacks : having;
    return { files: files.map((one) => ({ ...named(one, cwd), isStack: true, organization })), findings: [] };
  }
  return undefined;
}

function stacksAt(path: string, cwd: string): readonly string[] | undefined {
  const absolute = resolve(cwd, path);
  const stat = statOf(absolute);
  return stat && findStacks(absolute, stat.isDirectory() ? namesIn(absolute) : undefined);
}

/**
 * A path as the charters that it stands for: itself, or `STACK#ORGANIZATION` for each organization of synthesized stacks
 * that have several.
 */
export function chartersOf(path: string, cwd: string): readonly string[] {
  const organizations = [...new Set((stacksAt(path, cwd) ?? []).flatMap(stackOrganizations))];
  return organizations.length < 2 ? [path] : organizations.map((organization) => `${path}#${organization}`);
}

function notFound(file: string, message: string): FoundCharter {
  return { files: [], findings: [{ code: "charter-not-found", severity: "error", message, source: start(file) }] };
}

function start(file: string) {
  return { file, line: 1, column: 1 };
}

function adviseName(path: string): string {
  const folder = resolve(path, "..");
  const near = nearest(path.slice(folder.length + 1), namesIn(folder));
  return near === undefined ? "" : `; did you mean ${quoted(near)}?`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Undefined for what is not there, and for what may not be looked at. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function named(path: string, cwd: string): CharterFile {
  const inside = relative(cwd, path);
  const outside = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return { path, file: (outside || inside === "" ? path : inside).replaceAll(sep, "/") };
}

/** A file that is named twice, or once itself and once by its folder, is read once. */
function withoutRepetition(files: readonly CharterFile[]): CharterFile[] {
  const seen = new Set<string>();
  return files.filter(({ path, organization = "" }) => {
    const real = `${realPath(path)}#${organization}`;
    return !seen.has(real) && seen.add(real) !== undefined;
  });
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
