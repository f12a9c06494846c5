/** Packs the package and looks at the tarball as a user gets it: contents, exports, types, size. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const LARGEST = 4 * 1024 * 1024;
const ALLOWED = /^(dist|schemas|ci|man)\/|^(package\.json|action\.yml|README\.md|CHANGELOG\.md|LICENSE)$/;
const REQUIRED = [
  "dist/cli/main.js",
  "dist/index.js",
  "dist/index.d.ts",
  "schemas/charter.schema.json",
  "action.yml",
  "ci/pipeline.sh",
];

const folder = mkdtempSync(join(tmpdir(), "charter-package-"));
try {
  const [packed] = JSON.parse(
    run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]),
  ) as Packed[];
  if (packed === undefined) throw new Error("npm packed nothing");
  const paths = packed.files.map(({ path }) => path);
  const stray = paths.filter((path) => !ALLOWED.test(path));
  const missing = REQUIRED.filter((path) => !paths.includes(path));
  if (stray.length > 0) throw new Error(`files that do not belong in the package: ${stray.join(", ")}`);
  if (missing.length > 0) throw new Error(`files that the package lacks: ${missing.join(", ")}`);
  if (packed.size > LARGEST) throw new Error(`the package has ${packed.size} bytes, more than ${LARGEST}`);
  const tarball = join(folder, packed.filename);
  run("publint", [tarball, "--strict"]);
  run("attw", [tarball, "--profile", "esm-only"]);
  process.stdout.write(`${packed.filename}: ${paths.length} files, ${packed.size} bytes packed\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
