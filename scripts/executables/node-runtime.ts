import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fromRoot } from "../generate/paths.ts";
import type { Target } from "./targets.ts";

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string } | undefined>>;
}

/**
 * The Node that becomes part of a target's executable, at the version that the lock file names. npm installs only the
 * one of its own platform; the others are fetched through npm, once, and held to the lock file's checksum.
 */
export async function nodeRuntime({ name, binary, os, cpu }: NonNullable<Target["runtime"]>): Promise<string> {
  const locked = (await readLock(fromRoot("package-lock.json"))).packages[`node_modules/${name}`];
  if (locked === undefined) throw new Error(`package-lock.json does not name ${name}`);
  // The blob with the program is made by this process, and understood by no other version.
  if (`v${locked.version}` !== process.version)
    throw new Error(`${name} is ${locked.version} and this is ${process.version}: run it as an npm script`);
  const installed = fromRoot(join("node_modules", name, binary));
  if (existsSync(installed)) return installed;
  const cache = fromRoot("node_modules/.cache/charter-runtimes");
  const fetched = join(cache, "node_modules", name, binary);
  const listing = join(cache, "node_modules", ".package-lock.json");
  if (!existsSync(fetched)) await fetchPackage(cache, `${name}@${locked.version}`, os, cpu);
  const { integrity } = (await readLock(listing)).packages[`node_modules/${name}`] ?? {};
  if (integrity !== locked.integrity) throw new Error(`${fetched} is not what package-lock.json names`);
  return fetched;
}

async function fetchPackage(cache: string, spec: string, os: string, cpu: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const options = [
    "--prefix",
    cache,
    "--os",
    os,
    "--cpu",
    cpu,
    "--force",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
  ];
  execFileSync("npm", ["install", ...options, spec], { cwd: cache, stdio: ["ignore", "ignore", "pipe"] });
}

async function readLock(path: string): Promise<Lock> {
  return JSON.parse(await readFile(path, "utf8")) as Lock;
}
