import { mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.ts";

/** Runs something in a clone of what is committed, with this checkout's dependencies; the clone is gone afterwards. */
export async function inThrowawayClone<Result>(root: string, use: (clone: string) => Promise<Result>): Promise<Result> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "charter-release-")));
  const clone = join(folder, "charter");
  try {
    run("git", ["clone", "--quiet", root, clone], folder);
    await symlink(join(root, "node_modules"), join(clone, "node_modules"));
    return await use(clone);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
