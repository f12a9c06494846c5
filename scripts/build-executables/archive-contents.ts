import { readFile } from "node:fs/promises";
import type { ArchiveEntry } from "../executables/archive-entry.ts";
import { nodeRuntime } from "../executables/node-runtime.ts";
import { oldNodeGuard } from "../executables/old-node-guard.ts";
import { singleExecutable } from "../executables/single-executable.ts";
import type { Target } from "../executables/targets.ts";
import { fromRoot } from "../generate/paths.ts";
import { launcher } from "./launcher.ts";
import { ADDON } from "./stand-ins.ts";

/** What runs on a platform: one executable, or a script for the machine's own Node with what it loads. */
export async function programFiles(target: Target, program: string): Promise<ArchiveEntry[]> {
  const addon = addonOf(target);
  if (target.runtime !== undefined) {
    const node = await nodeRuntime(target.runtime);
    if (target.os !== "windows")
      return [{ name: "charter", content: await singleExecutable(program, node, { [ADDON]: addon }), mode: 0o755 }];
    const executable = { name: "charter.exe", content: await singleExecutable(program, node), mode: 0o755 };
    return [executable, { name: ADDON, content: await readFile(addon), mode: 0o644 }];
  }
  return [
    { name: "charter", content: Buffer.from(launcher("charter.cjs")), mode: 0o755 },
    { name: "charter.cjs", content: Buffer.from(oldNodeGuard("charter", "stderr") + program), mode: 0o644 },
    { name: ADDON, content: await readFile(addon), mode: 0o644 },
  ];
}

/** SQLite as its package brings it for each platform. */
function addonOf({ os, arch }: Target): string {
  const platform = os === "windows" ? "win32" : os;
  return fromRoot(`node_modules/better-sqlite3/prebuilds/${platform}-${arch === "amd64" ? "x64" : arch}.node`);
}
