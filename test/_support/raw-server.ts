import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A server that answers what the test says, request by request. */
export async function httpServer(
  answer: (request: IncomingMessage, response: ServerResponse, number: number) => void,
): Promise<string> {
  let number = 0;
  const server = createServer((request, response) => {
    number += 1;
    answer(request, response, number);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return await addressOf(server.listen(0, "127.0.0.1"));
}

/** A server below HTTP: for connections that break where no HTTP server would break them. */
export async function socketServer(onConnection: (socket: Socket, number: number) => void): Promise<string> {
  let number = 0;
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    number += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
    onConnection(socket, number);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return await addressOf(server.listen(0, "127.0.0.1"));
}

async function addressOf(server: Server): Promise<string> {
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
