"use strict";

// Loaded before a plugin that Terraform starts, more than once in a command: each adds a line with the processor time
// that it took, in milliseconds, and the memory that it had at most, in bytes.
const { appendFileSync } = require("node:fs");
const { peakBytes } = require("./report-peak.cjs");

process.on("exit", () => {
  const file = process.env.CHARTER_BENCH_COST;
  if (file === undefined) return;
  const { user, system } = process.cpuUsage();
  appendFileSync(file, `${(user + system) / 1000} ${peakBytes()}\n`);
});
