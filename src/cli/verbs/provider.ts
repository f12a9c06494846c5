import packageJson from "../../../package.json" with { type: "json" };
import { makeCharterProvider } from "../../terraform/provider/charter-provider.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ProviderOptions } from "../provider-options.ts";
import { runProvider } from "../run-provider.ts";
import type { Terminal } from "../terminal.ts";

/** Runs as a plugin. Where that went well the process ends here: idle connections to the API must not keep it. */
export async function provider({ environment, out, err }: Terminal, options: ProviderOptions): Promise<ExitCode> {
  const streams = { version: packageJson.version, environment, out, err };
  const code = await runProvider(streams, options, makeCharterProvider);
  if (code === EXIT.done) process.exit(code);
  return code;
}
