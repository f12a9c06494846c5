import { readFileSync } from "node:fs";

/** Most memory that a running process had, in bytes; 0 where the system does not tell. */
export function peakOfProcess(pid: number): number {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(peak?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
