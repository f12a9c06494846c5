import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type UserConfig } from "tsdown";
import { fromRoot } from "../generate/paths.ts";

export interface BundledProgram {
  readonly code: string;
  /** The files that it was made from. */
  readonly modules: readonly string[];
}

/** A program with everything it needs as one CommonJS file, which is what a Node executable can carry. */
export async function bundleProgram(
  entry: string,
  plugins: NonNullable<UserConfig["plugins"]> = [],
): Promise<BundledProgram> {
  const folder = await mkdtemp(join(tmpdir(), "charter-bundle-"));
  const modules: string[] = [];
  const noted = {
    name: "noted",
    generateBundle(_: unknown, bundle: Readonly<Record<string, { readonly moduleIds?: readonly string[] }>>) {
      for (const { moduleIds = [] } of Object.values(bundle)) modules.push(...moduleIds);
    },
  };
  try {
    await build({
      config: false,
      cwd: fromRoot("."),
      entry: { program: fromRoot(entry) },
      outDir: folder,
      format: "cjs",
      platform: "node",
      target: "node22",
      dts: false,
      minify: true,
      sourcemap: false,
      logLevel: "silent",
      plugins: [plugins, noted],
      deps: { alwaysBundle: [/./], onlyBundle: false },
      outputOptions: { codeSplitting: false },
    });
    return { code: await readFile(join(folder, "program.cjs"), "utf8"), modules };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
