import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checksumLines } from "../executables/checksums.ts";
import { BILLS, billFaults, billOfMaterials } from "./bill-of-materials.ts";
import { releaseNotes } from "./close-changelog.ts";
import { versionOf } from "./make-version.ts";
import { run } from "./run.ts";

const SUMS = "SHA256SUMS";
const NOTES = "notes.md";

export interface Artefacts {
  /** The repository, at the version that is released. */
  readonly root: string;
  /** The folder that they go to; it is made anew. */
  readonly out: string;
  /** As `OS_ARCH`; none means all. */
  readonly platforms: readonly string[];
  /** The key that signs the provider's checksums, as a provider registry wants it. */
  readonly signer: string | undefined;
  readonly say: (step: string) => void;
}

/** Makes everything that a release uploads: the tarball, executables, the provider, bills of materials, checksums. */
export async function makeArtefacts({ root, out, platforms, signer, say }: Artefacts): Promise<void> {
  const version = await versionOf(root);
  const node = (script: string, ...argv: string[]) => run("node", [script, ...argv], root);
  const wanted = platforms.flatMap((platform) => ["--platform", platform]);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  say(`build ${version}`);
  run("tsdown", [], root);
  say("package");
  say(node("scripts/check-package.ts").trim());
  run("npm", ["pack", "--loglevel=error", "--ignore-scripts", "--pack-destination", out], root);
  say("executables");
  node("scripts/build-executables.ts", "--out", join(out, "executables"), ...wanted);
  say("provider");
  node("scripts/build-provider.ts", "--out", join(out, "provider"), ...wanted);
  for (const folder of ["executables", "provider"]) await lift(out, folder);
  if (signer !== undefined) signSums(out, `terraform-provider-charter_${version}_SHA256SUMS`, signer);
  say("bills of materials");
  await writeBills(root, out, version);
  await writeFile(join(out, NOTES), releaseNotes(await readFile(join(root, "CHANGELOG.md"), "utf8"), version));
  say("checksums");
  await writeFile(join(out, SUMS), checksumLines(await contents(out)));
}

/** A release has no folders: what is in one goes beside it. */
async function lift(out: string, folder: string): Promise<void> {
  for (const name of await readdir(join(out, folder))) await rename(join(out, folder, name), join(out, name));
  await rmdir(join(out, folder));
}

/** Beside the checksums, detached and binary. The key is in the keyring of the process's own `GNUPGHOME`. */
function signSums(folder: string, sums: string, signer: string): void {
  const how = ["--batch", "--yes", "--local-user", signer, "--output", `${sums}.sig`, "--detach-sign", sums];
  run("gpg", how, folder);
}

async function writeBills(root: string, out: string, version: string): Promise<void> {
  const texts: string[] = [];
  for (const { format, ending } of BILLS) {
    const text = await billOfMaterials(root, format);
    texts.push(text);
    await writeFile(join(out, `charter_${version}.${ending}`), text);
  }
  const [cyclonedx = "", spdx = ""] = texts;
  const faults = await billFaults(root, version, cyclonedx, spdx);
  if (faults.length > 0) throw new Error(`the bills of materials are wrong: ${faults.join("; ")}`);
}

/** What a release uploads beside its checksums, by name; the notes become its text. */
export async function contents(out: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(out)).filter((name) => name !== SUMS && name !== NOTES);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(out, name))] as const)));
}

/** Reads everything back from the disk and holds it to its checksums. */
export async function verifyArtefacts(out: string): Promise<void> {
  const said = await readFile(join(out, SUMS), "utf8");
  if (said !== checksumLines(await contents(out))) throw new Error("SHA256SUMS does not fit the files beside it");
}
