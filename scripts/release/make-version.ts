import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
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
  const version = await nextVersion(root);
  if (version === previous) throw new Error("no changeset is pending: there is nothing to release");
  await rewrite(root, "package.json", (text) => text.replace(`"version": "${previous}"`, `"version": "${version}"`));
  await rewrite(root, "package-lock.json", (text) => lockOf(text, version));
  await rewrite(root, "CHANGELOG.md", (text) => closeChangelog(text, version, day));
  for (const name of await pendingChangesets(root)) await rm(join(root, ".changeset", name));
  run("node", ["scripts/generate.ts"], root);
  return version;
}

/**
 * The version that changesets make of the present one. In a repository with workspaces they see those alone, and not
 * the package at its root: so they are shown it as a workspace, in a folder of its own.
 */
async function nextVersion(root: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "charter-version-")));
  try {
    const { name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Manifest;
    await mkdir(join(folder, name));
    await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, workspaces: [name] }));
    await writeFile(join(folder, "package-lock.json"), "{}");
    await writeFile(join(folder, name, "package.json"), JSON.stringify({ name, version }));
    await cp(join(root, ".changeset"), join(folder, ".changeset"), { recursive: true });
    run(join(root, "node_modules/.bin/changeset"), ["version"], folder);
    return await versionOf(join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

export async function versionOf(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Manifest;
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
