import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What Node looks for in itself to learn that it carries a program. */
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/**
 * A Node executable that runs the program and nothing else; no code cache, for that fits one platform only.
 *
 * @param assets files that it carries, by the name under which the program asks for them
 */
export async function singleExecutable(
  program: string,
  node: string,
  assets: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "charter-executable-"));
  try {
    const executable = join(folder, "executable");
    await copyFile(node, executable);
    await chmod(executable, 0o755);
    const postject = fileURLToPath(import.meta.resolve("postject/dist/cli.js"));
    const what = [executable, "NODE_SEA_BLOB", await writeBlob(program, assets, folder), "--sentinel-fuse", FUSE];
    // It warns of sections and signatures that it does not know, and fails where it does fail.
    execFileSync(process.execPath, [postject, ...what], { stdio: "pipe" });
    return await readFile(executable);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeBlob(program: string, assets: Readonly<Record<string, string>>, folder: string): Promise<string> {
  const settings = { main: "program.cjs", output: "program.blob", disableExperimentalSEAWarning: true, assets };
  await writeFile(join(folder, settings.main), program);
  await writeFile(join(folder, "settings.json"), JSON.stringify(settings));
  execFileSync(process.execPath, ["--experimental-sea-config", "settings.json"], { cwd: folder, stdio: "pipe" });
  return join(folder, settings.output);
}
