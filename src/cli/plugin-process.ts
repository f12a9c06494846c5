import { tmpdir } from "node:os";
import type { PluginProcess } from "../terraform/plugin/serve-plugin.ts";
import { isRunning } from "../terraform/plugin/socket-folder.ts";

/** What a plugin is given by whoever runs it. */
export type PluginStreams = Pick<PluginProcess, "version" | "environment" | "out" | "err">;

/**
 * This process as a plugin. Ctrl-C reaches Terraform and all its plugins together; a plugin leaves to Terraform what to
 * make of it, and ends by it only when `interruptible`, because somebody started it by hand.
 */
export function pluginProcess(streams: PluginStreams, interruptible: boolean): PluginProcess {
  const over = new AbortController();
  process.removeAllListeners("SIGINT").on("SIGINT", () => {
    if (interruptible) over.abort();
  });
  process.removeAllListeners("SIGTERM").on("SIGTERM", () => over.abort());
  // Nobody reads any more once Terraform was killed; that is no fault to report to nobody, again and again.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const parent = process.ppid;
  return {
    ...streams,
    pid: process.pid,
    platform: process.platform,
    temporaryFolder: tmpdir(),
    // An orphan is given another parent; on Windows it keeps the number of the one that is gone.
    isParentAlive: () => process.ppid === parent && isRunning(parent),
    signal: over.signal,
    onUncaught: (listener) => void process.on("uncaughtException", listener),
  };
}
