import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsdown";
import { fromRoot } from "../generate/paths.ts";

/** Said on standard output, which is where Terraform shows what a plugin says instead of its handshake. */
const TOO_OLD = `var charterNode = process.versions.node.split(".").map(Number);
if (charterNode[0] < 22 || (charterNode[0] === 22 && charterNode[1] < 19)) {
  process.stdout.write("the provider charter needs Node 22.19 or newer; this is " + process.version + "\\n");
  process.exit(1);
}`;

/** The provider with everything it needs as one CommonJS file, which is what a Node executable can carry. */
export async function bundleProvider(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "charter-bundle-"));
  try {
    await build({
      config: false,
      cwd: fromRoot("."),
      entry: { provider: fromRoot("src/cli/provider-main.ts") },
      outDir: folder,
      format: "cjs",
      platform: "node",
      target: "node22",
      dts: false,
      minify: true,
      sourcemap: false,
      logLevel: "silent",
      deps: { alwaysBundle: [/./], onlyBundle: false },
      outputOptions: { codeSplitting: false },
    });
    return `${TOO_OLD}\n${await readFile(join(folder, "provider.cjs"), "utf8")}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
