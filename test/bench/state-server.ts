import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Keeps Terraform's state while `use` runs. With a state in a local file Terraform writes all of it after every
 * resource, which would be most of what is measured.
 */
export async function keepingState<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const states = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    if (request.method === "POST") states.set(path, Buffer.concat(await request.toArray()));
    const state = request.method === "GET" ? states.get(path) : undefined;
    response.writeHead(request.method === "GET" && state === undefined ? 404 : 200).end(state);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
