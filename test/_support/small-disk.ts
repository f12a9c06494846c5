import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A file system of its own, which is as full as the test wants it. */
export interface SmallDisk {
  /** Leaves so many bytes free, in whole pages. */
  leave(bytes: number): void;
  /** Takes away what fills it. */
  clear(): void;
}

/** Mounts a small file system on a folder, until the test ends. Only where {@link mountPermitted}. */
export function smallDisk(folder: string): SmallDisk {
  if (!tryMount(folder)) throw new Error(`nothing can be mounted on ${folder}`);
  onTestFinished(() => unmount(folder));
  const ballast = join(folder, "ballast");
  const clear = () => rmSync(ballast, { force: true });
  return {
    clear,
    leave: (bytes) => {
      clear();
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail - Math.ceil(bytes / bsize)) * bsize));
    },
  };
}

/** A small file system: only root can make one, and not in every container. */
function tryMount(folder: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]).status === 0;
}

function unmount(folder: string): void {
  spawnSync("umount", ["-l", folder]);
}

/** What a machine does not permit is no tool that could be installed: such a test does not count as skipped. */
export const mountPermitted = (() => {
  const folder = mkdtempSync(join(tmpdir(), "charter-mount-"));
  const mounted = tryMount(folder);
  if (mounted) unmount(folder);
  else process.stderr.write("no file system can be mounted here: a full disk is not tried\n");
  rmSync(folder, { recursive: true, force: true });
  return mounted;
})();
