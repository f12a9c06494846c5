import packageJson from "../../package.json" with { type: "json" };
import { makeCharterProvider } from "../terraform/provider/charter-provider.ts";
import { EXIT } from "./exit-code.ts";
import { readProviderArguments } from "./provider-arguments.ts";
import { runProvider } from "./run-provider.ts";

/*
 * The plugin as a program of its own, `terraform-provider-charter`: the verb `provider` with nothing else of the
 * command line around it, for Terraform starts it several times a run. It becomes one CommonJS file, which has no
 * `await` at its top.
 */

const { version } = packageJson;
const options = readProviderArguments(process.argv.slice(2));
const streams = {
  version,
  environment: process.env,
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
};
if (typeof options === "string") {
  streams.err(options);
  process.exitCode = EXIT.error;
} else if ("version" in options) streams.out(`${version}\n`);
else void runProvider(streams, options, makeCharterProvider).then((code) => process.exit(code));
