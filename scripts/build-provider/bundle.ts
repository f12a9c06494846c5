import { type BundledProgram, bundleProgram } from "../executables/bundle-program.ts";

/** Said on standard output, which is where Terraform shows what a plugin says instead of its handshake. */
const TOO_OLD = `var charterNode = process.versions.node.split(".").map(Number);
if (charterNode[0] < 22 || (charterNode[0] === 22 && charterNode[1] < 19)) {
  process.stdout.write("the provider charter needs Node 22.19 or newer; this is " + process.version + "\\n");
  process.exit(1);
}`;

/** The provider with everything it needs as one file. */
export async function bundleProvider(): Promise<BundledProgram> {
  const { code, modules } = await bundleProgram("src/cli/provider-main.ts");
  return { code: `${TOO_OLD}\n${code}`, modules };
}
