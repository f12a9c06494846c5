import { existsSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../src/files/make-folder.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

test("a folder is made with those above it, and one that is there stays", async () => {
  const folder = join(await temporaryFolder(), "a", "b", "c");
  makeFolder(folder, 0o700);
  makeFolder(folder, 0o700);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("a file in the way, at the end or before it, is the system's error", async () => {
  const file = join(await temporaryFolder(), "file");
  await writeFile(file, "");
  expect(() => makeFolder(file)).toThrow(/EEXIST/);
  expect(() => makeFolder(join(file, "a", "b"))).toThrow(/ENOTDIR/);
});

test.runIf(existsSync("/proc/self"))("a place where nothing can be made is an error, and no endless attempt", () => {
  expect(() => makeFolder("/proc/charter")).toThrow(/ENOENT/);
  expect(() => makeFolder("/proc/charter/a/b")).toThrow(/ENOENT/);
});
