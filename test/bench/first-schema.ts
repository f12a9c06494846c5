import { spawn } from "node:child_process";
import { once } from "node:events";
import { Client, credentials } from "@grpc/grpc-js";
import { clientCertificate } from "../_support/terraform-client-certificate.ts";

// Starts the plugin that is named, shakes hands and asks for the schema as Terraform does, and prints the milliseconds
// from the start to the answer. The plugin's memory is what counts, not this process's.
const own = clientCertificate();
const started = process.hrtime.bigint();
const plugin = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(2)], {
  env: {
    ...process.env,
    TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    PLUGIN_PROTOCOL_VERSIONS: "6",
    PLUGIN_CLIENT_CERT: own.certificate,
  },
  stdio: ["ignore", "pipe", "inherit"],
});
const [line] = (await once(plugin.stdout, "data")) as [Buffer];
const [, , , address, , certificate = ""] = line.toString().trim().split("|");
const body = Buffer.from(certificate, "base64")
  .toString("base64")
  .replaceAll(/.{1,64}/g, "$&\n");
const theirs = Buffer.from(`-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----\n`);
const client = new Client(`unix:${address}`, credentials.createSsl(theirs, own.key, Buffer.from(own.certificate)), {
  "grpc.ssl_target_name_override": "localhost",
  "grpc.default_authority": "localhost",
});
const schema = await call("/tfplugin6.Provider/GetProviderSchema");
const taken = Number(process.hrtime.bigint() - started) / 1e6;
if (schema.length < 1000) throw new Error(`a schema of ${schema.length} bytes is none`);
await call("/plugin.GRPCController/Shutdown");
await once(plugin, "exit");
client.close();
process.removeAllListeners("exit");
process.stdout.write(`${taken}\n`);

async function call(path: string): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, asIs, asIs, Buffer.alloc(0), (error, answer) =>
      answer === undefined ? reject(error) : resolve(answer),
    );
  });
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}
