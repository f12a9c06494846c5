import { type BundledProgram, bundleProgram } from "../executables/bundle-program.ts";
import { oldNodeGuard } from "../executables/old-node-guard.ts";

/**
 * The provider with everything it needs as one file. That its Node is too old it says on standard output, which is where
 * Terraform shows what a plugin says instead of its handshake.
 */
export async function bundleProvider(): Promise<BundledProgram> {
  const { code, modules } = await bundleProgram("src/cli/provider-main.ts");
  return { code: oldNodeGuard("the provider charter", "stdout") + code, modules };
}
