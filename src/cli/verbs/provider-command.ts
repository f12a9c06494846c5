import { Command } from "commander";
import type { Runtime } from "../program.ts";
import { DEFAULT_ADDRESS, type ProviderOptions } from "../provider-options.ts";

const EXAMPLES = `
Examples:
  charter provider --debug
  charter provider --debug --address registry.example/platform/charter

Terraform and OpenTofu start the provider by themselves. With --debug it prints a
line to set where they run, and they use this very process until Ctrl-C.`;

export function providerCommand({ terminal, end }: Runtime): Command {
  return new Command("provider")
    .description("run as a Terraform plugin; Terraform does that itself")
    .option("--debug", "wait for a Terraform that is started elsewhere")
    .option("--address <source>", "with --debug: the provider's source in the configuration", DEFAULT_ADDRESS)
    .addHelpText("after", EXAMPLES)
    .action(async (options: ProviderOptions) => end(await (await import("./provider.ts")).provider(terminal, options)));
}
