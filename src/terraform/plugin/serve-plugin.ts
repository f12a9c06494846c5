import type { Server } from "@grpc/grpc-js";
import type { MakeProvider } from "../protocol/provider-server.ts";
import { makeCertificate, type SelfSigned } from "./certificate.ts";
import { type Grpc, loadGrpc } from "./grpc.ts";
import { type Handshake, handshakeLine, type Listening, reattachValue } from "./handshake.ts";
import { InFlight } from "./in-flight.ts";
import { watchParent } from "./parent-watch.ts";
import { pluginLog } from "./plugin-log.ts";
import { closeServer, credentials, listenOnPort, listenOnSocket, type MutualTls, makeServer } from "./plugin-server.ts";
import { Sessions } from "./sessions.ts";
import { makeSocketFolder } from "./socket-folder.ts";

/** The process that the plugin runs in. */
export interface PluginProcess {
  readonly version: string;
  readonly pid: number;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly temporaryFolder: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether the process that started this one is still there. */
  readonly isParentAlive: () => boolean;
  /** Aborted by whoever wants this process to end: Ctrl-C in debug mode, SIGTERM. */
  readonly signal: AbortSignal;
  /** Registers who is told of exceptions that nobody caught. */
  readonly onUncaught: (listener: (error: unknown) => void) => void;
}

/** Serves until Terraform says that it is done, or has ended. */
export async function servePlugin(
  host: PluginProcess,
  handshake: Handshake,
  makeProvider: MakeProvider,
): Promise<void> {
  const over = endOf(host.signal);
  const watch = watchParent(host.isParentAlive, over.end);
  const own = handshake.clientCertificate === undefined ? undefined : makeCertificate(new Date());
  const plugin = await open(host, makeProvider, handshake, own, over.end);
  host.out(handshakeLine(plugin.listening, own?.der));
  await over.promise;
  watch();
  await plugin.close();
}

/** Serves until Ctrl-C, to any Terraform that is told of it, for the provider's source address. */
export async function debugPlugin(host: PluginProcess, makeProvider: MakeProvider, source: string): Promise<void> {
  const over = endOf(host.signal);
  const local = { clientCertificate: undefined, socketFolder: undefined, ports: { from: 0, to: 0 } };
  // Each Terraform that is done asks for the end; the next one shall find the provider too.
  const plugin = await open(host, makeProvider, local, undefined, () => undefined);
  host.err(`the provider ${source} waits for Terraform; set this where Terraform runs, and Ctrl-C stops it:\n\n`);
  host.out(`TF_REATTACH_PROVIDERS='${reattachValue(source, host.pid, plugin.listening)}'\n`);
  await over.promise;
  await plugin.close();
}

interface OpenPlugin {
  readonly listening: Listening;
  close(): Promise<void>;
}

async function open(
  host: PluginProcess,
  makeProvider: MakeProvider,
  handshake: Handshake,
  own: SelfSigned | undefined,
  onShutdown: () => void,
): Promise<OpenPlugin> {
  const grpc = await loadGrpc();
  const log = pluginLog(host.environment, host.err);
  const sessions = new Sessions(makeProvider, { version: host.version, environment: host.environment, log });
  const inFlight = new InFlight();
  host.onUncaught((error) => {
    log("error", "nobody caught an exception", { stack: error instanceof Error ? error.stack : String(error) });
    inFlight.fail(error);
  });
  const answering = { log, inFlight, sessions };
  const client = handshake.clientCertificate;
  const tls = own === undefined || client === undefined ? undefined : { own, client };
  const server = makeServer(grpc, { answering, onShutdown });
  const { listening, remove } = await listen(host, grpc, server, handshake, tls);
  log("debug", "the provider listens", { version: host.version, network: listening.network });
  return {
    listening,
    close: async () => {
      sessions.stop();
      await closeServer(server);
      remove();
    },
  };
}

/** On a socket in a folder of its own; on Windows, and where the folder's path is too long for one, on a port. */
async function listen(
  host: PluginProcess,
  grpc: Grpc,
  server: Server,
  handshake: Handshake,
  tls: MutualTls | undefined,
): Promise<{ listening: Listening; remove: () => void }> {
  const secured = credentials(grpc, tls);
  const parent = handshake.socketFolder ?? host.temporaryFolder;
  const folder = host.platform === "win32" ? undefined : makeSocketFolder(parent, host.pid);
  if (folder === undefined)
    return { listening: await listenOnPort(server, handshake.ports, secured), remove: () => undefined };
  return { listening: await listenOnSocket(server, folder.socket, secured), remove: folder.remove };
}

/** A promise that somebody ends, the signal at the latest. */
function endOf(signal: AbortSignal): { readonly promise: Promise<void>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener("abort", () => resolve(), { once: true });
  return { promise, end: resolve };
}
