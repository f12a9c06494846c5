/**
 * Makes the command for machines without npm: an archive a platform, with completions, manual and licences, and
 * checksums. `--out FOLDER` (default: dist-executables) and `--platform OS_ARCH`, repeatable (default: all).
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import packageJson from "../package.json" with { type: "json" };
import { programFiles } from "./build-executables/archive-contents.ts";
import { companions } from "./build-executables/companions.ts";
import { standIns } from "./build-executables/stand-ins.ts";
import { bundleProgram } from "./executables/bundle-program.ts";
import { checksumLines } from "./executables/checksums.ts";
import { licenceFiles } from "./executables/licences.ts";
import { tarGz } from "./executables/tar.ts";
import { findTargets, platformOf, TARGETS } from "./executables/targets.ts";
import { zip } from "./executables/zip.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "dist-executables" },
    platform: { type: "string", multiple: true, default: TARGETS.map(platformOf) },
  },
});
const targets = findTargets(values.platform);
const out = resolve(values.out);
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const { code, modules } = await bundleProgram("src/cli/executable-main.ts", [standIns()]);
const ofEveryPlatform = await companions();
const archives = new Map<string, Buffer>();
for (const target of targets) {
  const base = `charter_${packageJson.version}_${platformOf(target)}`;
  const licences = licenceFiles(modules, { carriesNode: target.runtime !== undefined });
  const files = [...(await programFiles(target, code)), ...licences, ...ofEveryPlatform];
  const entries = files.map((file) => ({ ...file, name: `${base}/${file.name}` }));
  const [name, content] = target.os === "windows" ? [`${base}.zip`, zip(entries)] : [`${base}.tar.gz`, tarGz(entries)];
  archives.set(name, content);
  await writeFile(join(out, name), content);
  process.stdout.write(`${name}: ${content.length.toLocaleString("en")} bytes\n`);
}
await writeFile(join(out, `charter_${packageJson.version}_SHA256SUMS`), checksumLines(archives));
