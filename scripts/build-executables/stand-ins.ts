import { readFileSync, realpathSync } from "node:fs";
import { fromRoot } from "../generate/paths.ts";

/** SQLite's addon: an executable carries it under this name, or has it beside it. */
export const ADDON = "better_sqlite3.node";

const PACKAGE_FILES = [
  "schemas/charter.schema.json",
  "schemas/charter-test.schema.json",
  "schemas/plan.schema.json",
  "schemas/role-model.schema.json",
  "schemas/membership-api.openapi.yaml",
];

/**
 * Modules that look for files of the package or of a dependency. A program of one file has no such files: others take
 * their place, with the files in them.
 */
export function standIns() {
  const replaced = new Map([
    [fromRoot("src/files/package-file.ts"), packageFile()],
    [realpathSync(fromRoot("node_modules/better-sqlite3/lib/binding.js")), binding()],
  ]);
  const met = new Set<string>();
  return {
    name: "stand-ins",
    load(id: string) {
      const replacement = replaced.get(id);
      if (replacement !== undefined) met.add(id);
      return replacement;
    },
    buildEnd() {
      const unmet = [...replaced.keys()].filter((id) => !met.has(id));
      if (unmet.length > 0) throw new Error(`no longer part of the program: ${unmet.join(", ")}`);
    },
  };
}

function packageFile(): string {
  const texts = Object.fromEntries(PACKAGE_FILES.map((path) => [path, readFileSync(fromRoot(path), "utf8")]));
  return `const texts = ${JSON.stringify(texts)};
export function readPackageFile(path) {
  if (texts[path] === undefined) throw new Error(path + " is missing from the executable");
  return texts[path];
}`;
}

/**
 * The system loads an addon from a file alone: the executable writes the one that it carries to a folder that nobody
 * else may look into, and takes it away once it is loaded. Windows keeps the files of loaded libraries: there, and for
 * a script, the addon is beside the program.
 */
function binding(): string {
  return `"use strict";
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join } = require("node:path");
const { getRawAsset, isSea } = require("node:sea");
let addon;
exports.getBinding = (given) => {
  if (typeof given === "object" && given !== null) return given;
  addon ??= !isSea() ? beside(__filename) : process.platform === "win32" ? beside(process.execPath) : carried();
  return addon;
};
function carried() {
  let folder;
  try {
    folder = mkdtempSync(join(tmpdir(), "charter-"));
    const file = join(folder, "${ADDON}");
    writeFileSync(file, Buffer.from(getRawAsset("${ADDON}")), { mode: 0o700 });
    return native(file);
  } catch (cause) {
    throw unloaded(cause, "; in TMPDIR, name a folder that programs may be run from");
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}
function beside(program) {
  try {
    return native(join(dirname(program), "${ADDON}"));
  } catch (cause) {
    throw unloaded(cause, "; it belongs into the folder of the program");
  }
}
function native(file) {
  const loaded = { exports: {} };
  process.dlopen(loaded, file);
  return loaded.exports;
}
function unloaded(cause, advice) {
  const error = new Error("the embedded database cannot be loaded: " + cause.message + advice, { cause });
  error.name = "UsageError";
  return error;
}`;
}
