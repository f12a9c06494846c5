import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { closeChangelog } from "./close-changelog.ts";
import { run } from "./run.ts";

/** The changesets that no release has used. */
export async function pendingChangesets(root: string): Promise<string[]> {
  const names = await readdir(join(root, ".changeset"));
  return names.filter((name) => name.endsWith(".md") && name !== "README.md").toSorted();
}

/** Makes the next version from the pending changesets: the manifest, the lock file, the changelog, what is generated. */
export async function makeVersion(root: string, day: string): Promise<string> {
  const previous = await versionOf(root);
  run("changeset", ["version"], root);
  const version = await versionOf(root);
  if (version === previous) throw new Error("no changeset names charter: there is nothing to release");
  await rewrite(root, "package-lock.json", (text) => lockOf(text, version));
  await rewrite(root, "CHANGELOG.md", (text) => closeChangelog(text, version, day));
  run("node", ["scripts/generate.ts"], root);
  return version;
}

export async function versionOf(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  return version;
}

/** The lock file names the version of the package itself twice. */
function lockOf(text: string, version: string): string {
  const lock = JSON.parse(text) as { version: string; packages: { "": { version: string } } };
  lock.version = version;
  lock.packages[""].version = version;
  return `${JSON.stringify(lock, null, 2)}\n`;
}

async function rewrite(root: string, file: string, change: (text: string) => string): Promise<void> {
  const path = join(root, file);
  await writeFile(path, change(await readFile(path, "utf8")));
}
