import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defineConfig, type UserConfig } from "tsdown";

const COMMON = {
  outDir: "dist",
  logLevel: "warn",
  platform: "node",
  target: "node22",
  dts: true,
  sourcemap: false,
  treeshake: true,
  fixedExtension: false,
  // On a busy machine it tells how long plugins took, above whatever the command that builds first has to say.
  inputOptions: { checks: { pluginTimings: false } },
} satisfies UserConfig;

/**
 * The constructs for one framework, as CommonJS like both of them. There is one source: the frameworks differ in the
 * name under which it imports them.
 */
function constructs(framework: "cdktf" | "cdktn"): UserConfig {
  const resolveId = (id: string) => (id === "cdktf" ? { id: framework, external: true } : undefined);
  return {
    ...COMMON,
    entry: { [`constructs/${framework}`]: "src/constructs/index.ts" },
    format: "cjs",
    fixedExtension: true,
    clean: false,
    // Nothing is exported by default, so nobody has to ask how that would be imported.
    outputOptions: { esModule: false },
    plugins: [{ name: "framework", resolveId: { order: "pre", handler: resolveId }, transform: withoutMark }],
    hooks: {
      "build:done": ({ options }) => renameInTypes(join(options.outDir, `constructs/${framework}.d.cts`), framework),
    },
  };
}

/** Modules inside the bundle that say that they were made from ES modules would say so of the whole. */
function withoutMark(code: string): string {
  return code.replace('Object.defineProperty(exports, "__esModule", { value: true });', "");
}

/** Declarations are bundled without the plugins. */
async function renameInTypes(file: string, framework: string): Promise<void> {
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replaceAll('from "cdktf"', `from "${framework}"`));
}

export default defineConfig([
  {
    ...COMMON,
    entry: {
      "cli/main": "src/cli/main.ts",
      index: "src/index.ts",
      "constructs/testing": "src/constructs/testing.ts",
    },
    format: "esm",
    clean: true,
  },
  constructs("cdktf"),
  constructs("cdktn"),
]);
