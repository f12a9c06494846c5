/**
 * Makes the Terraform provider as a registry wants it: an archive a platform, checksums, a manifest. `--out FOLDER`
 * (default: dist-provider) and `--platform OS_ARCH`, repeatable (default: all).
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import packageJson from "../package.json" with { type: "json" };
import { bundleProvider } from "./build-provider/bundle.ts";
import { launcher } from "./build-provider/launcher.ts";
import type { ArchiveEntry } from "./executables/archive-entry.ts";
import { checksumLines } from "./executables/checksums.ts";
import { licenceFiles } from "./executables/licences.ts";
import { nodeRuntime } from "./executables/node-runtime.ts";
import { singleExecutable } from "./executables/single-executable.ts";
import { findTargets, platformOf, TARGETS, type Target } from "./executables/targets.ts";
import { zip } from "./executables/zip.ts";

const MANIFEST = { version: 1, metadata: { protocol_versions: ["6.0"] } };

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "dist-provider" },
    platform: { type: "string", multiple: true, default: TARGETS.map(platformOf) },
  },
});
const { version } = packageJson;
const base = `terraform-provider-charter_${version}`;
const targets = findTargets(values.platform);
const out = resolve(values.out);
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const { code: program, modules } = await bundleProvider();
const files = new Map<string, Buffer>();
for (const target of targets) {
  const licences = licenceFiles(modules, { carriesNode: target.runtime !== undefined });
  await put(`${base}_${platformOf(target)}.zip`, zip([...(await programFiles(target)), ...licences]));
}
await put(`${base}_manifest.json`, Buffer.from(`${JSON.stringify(MANIFEST, null, 2)}\n`));
await writeFile(join(out, `${base}_SHA256SUMS`), checksumLines(files));

async function programFiles({ os, runtime }: Target): Promise<ArchiveEntry[]> {
  const name = `terraform-provider-charter_v${version}${os === "windows" ? ".exe" : ""}`;
  if (runtime !== undefined)
    return [{ name, content: await singleExecutable(program, await nodeRuntime(runtime)), mode: 0o755 }];
  // Terraform would start any file whose name begins as the executable's.
  const script = "provider.cjs";
  return [
    { name, content: Buffer.from(launcher(script)), mode: 0o755 },
    { name: script, content: Buffer.from(program), mode: 0o644 },
  ];
}

async function put(name: string, content: Buffer): Promise<void> {
  files.set(name, content);
  await writeFile(join(out, name), content);
  process.stdout.write(`${name}: ${content.length.toLocaleString("en")} bytes\n`);
}
