/** Packs the package and looks at the tarball as a user gets it: contents, exports, types, size. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Packed, packedFaults } from "./check-package/packed-faults.ts";

const folder = mkdtempSync(join(tmpdir(), "charter-package-"));
try {
  const [packed] = JSON.parse(
    run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]),
  ) as Packed[];
  if (packed === undefined) throw new Error("npm packed nothing");
  const faults = packedFaults(packed);
  if (faults.length > 0) throw new Error(faults.join("; "));
  const tarball = join(folder, packed.filename);
  run("publint", [tarball, "--strict"]);
  run("attw", [tarball, "--profile", "esm-only"]);
  const [size, unpacked] = [packed.size, packed.unpackedSize].map((bytes) => bytes.toLocaleString("en"));
  process.stdout.write(
    `${packed.filename}: ${packed.files.length} files, ${size} bytes packed, ${unpacked} unpacked\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
