import { DEFAULT_ADDRESS, type ProviderOptions } from "./provider-options.ts";

const USAGE = `Usage: terraform-provider-charter [--debug [--address <source>]] [--version]

Terraform and OpenTofu start this program by themselves, without arguments.
`;

/** The plugin's few arguments, or what is wrong with them. Terraform gives none. */
export function readProviderArguments(argv: readonly string[]): ProviderOptions | { readonly version: true } | string {
  const [first, second, third, ...more] = argv;
  if (first === undefined) return { address: DEFAULT_ADDRESS };
  if (first === "--version" && second === undefined) return { version: true };
  if (first !== "--debug" || more.length > 0) return USAGE;
  if (second === undefined) return { debug: true, address: DEFAULT_ADDRESS };
  return second === "--address" && third !== undefined ? { debug: true, address: third } : USAGE;
}
