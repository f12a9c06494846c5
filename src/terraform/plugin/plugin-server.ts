import type { Server, ServerCredentials } from "@grpc/grpc-js";
import type { SelfSigned } from "./certificate.ts";
import type { Grpc } from "./grpc.ts";
import type { Listening } from "./handshake.ts";
import { addProcessServices } from "./process-services.ts";
import { type Answering, answerCalls, PROVIDER_SERVICE } from "./provider-service.ts";

/** Certificates of both ends; each accepts only the other. */
export interface MutualTls {
  readonly own: SelfSigned;
  /** The client's, as PEM. */
  readonly client: string;
}

export interface PluginServerOptions {
  readonly answering: Answering;
  /** Called when Terraform asks for the end of the process. */
  readonly onShutdown: () => void;
}

/** A set of thousands of people in one resource goes far beyond gRPC's usual 4 MB; Terraform itself takes 256. */
const LARGEST_MESSAGE = 256 * 1024 * 1024;

/** A server of all the services, not listening yet. */
export function makeServer(grpc: Grpc, { answering, onShutdown }: PluginServerOptions): Server {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
    // Nobody asks a plugin for statistics of its calls, and keeping them costs time in each one.
    "grpc.enable_channelz": 0,
  });
  server.addService(PROVIDER_SERVICE, answerCalls(answering));
  addProcessServices(server, onShutdown);
  return server;
}

export function credentials(grpc: Grpc, tls: MutualTls | undefined): ServerCredentials {
  if (tls === undefined) return grpc.ServerCredentials.createInsecure();
  const pair = { private_key: tls.own.key, cert_chain: tls.own.certificate };
  return grpc.ServerCredentials.createSsl(Buffer.from(tls.client), [pair], true);
}

export async function listenOnSocket(server: Server, socket: string, secured: ServerCredentials): Promise<Listening> {
  await bind(server, `unix:${socket}`, secured);
  return { network: "unix", address: socket };
}

/** Listens on the first free port of the range on the loopback address; 0 to 0 takes any. */
export async function listenOnPort(
  server: Server,
  { from, to }: { readonly from: number; readonly to: number },
  secured: ServerCredentials,
): Promise<Listening> {
  for (let port = from; ; port++) {
    try {
      return { network: "tcp", address: `127.0.0.1:${await bind(server, `127.0.0.1:${port}`, secured)}` };
    } catch (error) {
      if (port >= to) throw error;
    }
  }
}

async function bind(server: Server, target: string, secured: ServerCredentials): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.bindAsync(target, secured, (error, port) => (error === null ? resolve(port) : reject(error)));
  });
}

/** Milliseconds that calls get to end by themselves. */
const PATIENCE = 250;

/** Lets what is being answered end, briefly, and closes the connections. */
export async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.tryShutdown(() => resolve());
  const forced = setTimeout(() => {
    server.forceShutdown();
    resolve();
  }, PATIENCE);
  await promise;
  clearTimeout(forced);
}
