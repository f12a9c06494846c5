"use strict";

// Loaded before a measured command: says at its end how much memory it had at most. What Linux counts for the whole
// process (`resourceUsage`) begins with the size of its parent, so the address space's own peak is asked for.
const { readFileSync, writeFileSync } = require("node:fs");

process.on("exit", () => {
  const file = process.env.CHARTER_BENCH_PEAK;
  if (file === undefined) return;
  writeFileSync(file, String(peakBytes()));
});

function peakBytes() {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    if (peak !== null) return Number(peak[1]) * 1024;
  } catch {
    // Another system than Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}

module.exports = { peakBytes };
