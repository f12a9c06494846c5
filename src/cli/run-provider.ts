import { readHandshake } from "../terraform/plugin/handshake.ts";
import { debugPlugin, servePlugin } from "../terraform/plugin/serve-plugin.ts";
import type { MakeProvider } from "../terraform/protocol/provider-server.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { pluginProcess } from "./plugin-process.ts";

export interface ProviderOptions {
  /** Wait for any Terraform that is told of this process, instead of for the one that started it. */
  readonly debug?: boolean;
  /** The source address under which configurations ask for the provider. */
  readonly address: string;
}

/** Where nothing else is said, configurations have to name the provider so to reach one that is being debugged. */
export const DEFAULT_ADDRESS = "registry.terraform.io/charter/charter";

/** Runs this process as a Terraform plugin until it is no longer needed. */
export async function runProvider(
  version: string,
  options: ProviderOptions,
  makeProvider: MakeProvider,
): Promise<ExitCode> {
  if (options.debug === true) {
    await debugPlugin(pluginProcess(version, true), makeProvider, options.address);
    return EXIT.done;
  }
  const handshake = readHandshake(process.env);
  if ("fault" in handshake) {
    process.stderr.write(handshake.fault);
    return EXIT.error;
  }
  await servePlugin(pluginProcess(version, false), handshake, makeProvider);
  return EXIT.done;
}
