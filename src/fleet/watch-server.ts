import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What is watched of a worker from outside. */
export interface Watched {
  /** Undefined where it works; else why it does not. */
  readonly unready: () => Promise<string | undefined>;
  /** In the text format of Prometheus. */
  readonly metrics: () => Promise<string>;
}

export interface WatchServer {
  /** Where it listens, such as `http://0.0.0.0:9464`. */
  readonly url: string;
  close(): void;
}

const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
const TEXT_TYPE = "text/plain; charset=utf-8";

/** Serves `/healthz`, `/readyz` and `/metrics` over plain HTTP: for a network in which everybody may read counts. */
export async function startWatchServer(watched: Watched, host: string, port: number): Promise<WatchServer> {
  const server = createServer((request, response) => {
    answer(watched, request.method ?? "", request.url ?? "", response).catch(() => end(response, 500, "broken\n"));
  });
  server.listen(port, host);
  await once(server, "listening");
  return { url: urlOf(server, host), close: () => void server.close().closeAllConnections() };
}

async function answer(watched: Watched, method: string, url: string, response: ServerResponse): Promise<void> {
  if (method !== "GET" && method !== "HEAD") return end(response, 405, "only GET and HEAD\n");
  switch (url.split("?")[0]) {
    case "/healthz":
      return end(response, 200, "ok\n");
    case "/readyz": {
      const unready = await watched.unready();
      return unready === undefined ? end(response, 200, "ready\n") : end(response, 503, `${unready}\n`);
    }
    case "/metrics":
      return end(response, 200, await watched.metrics(), METRICS_TYPE);
    default:
      return end(response, 404, "there are /healthz, /readyz and /metrics\n");
  }
}

function end(response: ServerResponse, status: number, text: string, type = TEXT_TYPE): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
