import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { onTestFinished } from "vitest";
import { WIRE_TABLE } from "../../src/terraform/protocol/generated/wire-table.ts";
import { MessageCodec } from "../../src/terraform/protocol/message-codec.ts";
import type { ProviderServer } from "../../src/terraform/protocol/provider-server.ts";
import { clientCertificate } from "./terraform-client-certificate.ts";
import { FROM_TERRAFORM, type PluginChild, startPlugin } from "./terraform-plugin.ts";

type Unary = Exclude<keyof ProviderServer, "listResource">;
type Request<Name extends keyof ProviderServer> = Partial<Parameters<ProviderServer[Name]>[0]>;
type Response<Name extends Unary> = Awaited<ReturnType<ProviderServer[Name]>>;

/** The parts of a handshake line. */
export interface Greeting {
  readonly line: string;
  readonly network: string;
  readonly address: string;
  /** In DER. */
  readonly certificate: Buffer;
}

/** A connection to a plugin, as Terraform's. */
export interface PluginClient {
  call<Name extends Unary>(name: Name, request: Request<Name>): Promise<Response<Name>>;
  /** The events of a listing, `most` of them before it is hung up. */
  list(request: Request<"listResource">, most?: number): Promise<Record<string, unknown>[]>;
  /** Any call, in bytes: `/service/Name`. Rejects with gRPC's error. */
  raw(path: string, request: Uint8Array): Promise<Buffer>;
}

const codec = new MessageCodec(WIRE_TABLE);
const LARGEST = 256 * 1024 * 1024;

/** Starts a plugin, shakes hands with it, and connects. */
export async function connectedPlugin(
  command: readonly [string, ...string[]],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ client: PluginClient; child: PluginChild; greeting: Greeting }> {
  const own = clientCertificate();
  const child = startPlugin(command, {
    folder,
    environment: { ...FROM_TERRAFORM, PLUGIN_CLIENT_CERT: own.certificate, ...environment },
  });
  const greeting = await greet(child);
  const secured = credentials.createSsl(pem(greeting.certificate), own.key, Buffer.from(own.certificate));
  return { client: connect(greeting, secured), child, greeting };
}

export async function greet(child: PluginChild): Promise<Greeting> {
  await child.until("out", (text) => text.includes("\n"));
  const line = child.said.out.split("\n")[0] ?? "";
  const [, , network = "", address = "", , certificate = ""] = line.split("|");
  if (network === "") throw new Error(`no handshake: ${child.said.out}${child.said.err}`);
  return { line, network, address, certificate: Buffer.from(certificate, "base64") };
}

export function pem(certificate: Buffer): Buffer {
  const body = certificate.toString("base64").replaceAll(/.{1,64}/g, "$&\n");
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----\n`);
}

export function connect({ network, address }: Omit<Greeting, "line">, secured = credentials.createInsecure()) {
  const client = new Client(network === "unix" ? `unix:${address}` : address, secured, {
    "grpc.ssl_target_name_override": "localhost",
    "grpc.default_authority": "localhost",
    "grpc.max_receive_message_length": LARGEST,
    "grpc.max_send_message_length": LARGEST,
    "grpc.enable_retries": 0,
  });
  onTestFinished(() => client.close());
  return asPluginClient(client);
}

function asPluginClient(client: Client): PluginClient {
  const raw = async (path: string, request: Uint8Array) =>
    await new Promise<Buffer>((resolve, reject) => {
      const reply = (error: ServiceError | null, answer?: Buffer) =>
        error === null && answer !== undefined ? resolve(answer) : reject(error);
      client.makeUnaryRequest(path, asIs, asIs, Buffer.from(request), reply);
    });
  return {
    raw,
    call: async <Name extends Unary>(name: Name, request: Request<Name>): Promise<Response<Name>> => {
      const method = methodOf(name);
      const answer = await raw(`/tfplugin6.Provider/${method.name}`, codec.encode(method.request, request));
      return codec.decode(method.response, new Uint8Array(answer)) as Response<Name>;
    },
    list: async (request, most = Number.POSITIVE_INFINITY) => {
      const method = methodOf("listResource");
      const bytes = codec.encode(method.request, request);
      const stream = client.makeServerStreamRequest(`/tfplugin6.Provider/${method.name}`, asIs, asIs, bytes);
      const events: Record<string, unknown>[] = [];
      for await (const event of stream as AsyncIterable<Buffer>) {
        events.push(codec.decode(method.response, event));
        if (events.length >= most) break;
      }
      return events;
    },
  };
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}

function methodOf(name: string) {
  const method = WIRE_TABLE.methods.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (method === undefined) throw new Error(`there is no call ${name}`);
  return method;
}
