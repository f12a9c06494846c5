import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { "cli/main": "src/cli/main.ts", index: "src/index.ts" },
  outDir: "dist",
  logLevel: "warn",
  format: "esm",
  platform: "node",
  target: "node22",
  dts: true,
  clean: true,
  sourcemap: false,
  treeshake: true,
  fixedExtension: false,
});
