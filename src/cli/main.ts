#!/usr/bin/env node
import packageJson from "../../package.json" with { type: "json" };
import { keepCompiled } from "./compile-cache.ts";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`charter needs Node 22.19 or newer; this is ${process.version}\n`);
  process.exitCode = 1;
} else if (process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V")) {
  process.stdout.write(`${packageJson.version}\n`);
} else {
  keepCompiled(process.env);
  const { run } = await import("./run.ts");
  process.exitCode = await run(process.argv.slice(2), packageJson.version);
}
