import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Wire } from "../to-wire.ts";

const STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

const DETAILS: Readonly<Record<number, string>> = {
  408: "the request did not arrive in time",
  413: "the body is not sent in a form that is read",
  431: "the headers are larger than what is read",
};

/** Answers what is no HTTP, or none that is read, below everything else: a problem, and the connection ends. */
export function answerMalformed(
  error: NodeJS.ErrnoException,
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const status = STATUS[error.code ?? ""] ?? 400;
  if (socket.writable) socket.write(answerOf(status, headers));
  socket.destroySoon();
}

function answerOf(status: number, headers: Readonly<Record<string, string>>): string {
  const requestId = randomUUID();
  const title = STATUS_CODES[status] ?? "Bad Request";
  const body: Wire["Problem"] = {
    type: "urn:charter:problem:invalid-request",
    title,
    status,
    detail: DETAILS[status] ?? "this is no request",
    code: "invalid-request",
    requestId,
  };
  const text = JSON.stringify(body);
  const lines = {
    ...headers,
    "x-request-id": requestId,
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": String(Buffer.byteLength(text)),
    connection: "close",
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${title}\r\n${head.join("")}\r\n${text}`;
}
