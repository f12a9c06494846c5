import { readHandshake } from "../terraform/plugin/handshake.ts";
import { debugPlugin, servePlugin } from "../terraform/plugin/serve-plugin.ts";
import type { MakeProvider } from "../terraform/protocol/provider-server.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type PluginStreams, pluginProcess } from "./plugin-process.ts";
import type { ProviderOptions } from "./provider-options.ts";

/** Runs this process as a Terraform plugin until it is no longer needed. */
export async function runProvider(
  streams: PluginStreams,
  options: ProviderOptions,
  makeProvider: MakeProvider,
): Promise<ExitCode> {
  if (options.debug === true) {
    await debugPlugin(pluginProcess(streams, true), makeProvider, options.address);
    return EXIT.done;
  }
  const handshake = readHandshake(streams.environment);
  if ("fault" in handshake) {
    streams.err(handshake.fault);
    return EXIT.error;
  }
  await servePlugin(pluginProcess(streams, false), handshake, makeProvider);
  return EXIT.done;
}
