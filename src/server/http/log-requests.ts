import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Log, LogEntry } from "../log.ts";
import { traceOf } from "./trace-of.ts";

/**
 * One entry for each request, once its answer has left or its caller is gone. The route is its template: addresses are
 * personal data, and what a caller wrote into path, query, headers or body may be a secret.
 */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook("onRequest", async (request, reply) => logRequest(request, reply, log));
}

/** Also for what never comes to a hook. */
export function logRequest(request: FastifyRequest, reply: FastifyReply, log: Log): void {
  const arrived = performance.now();
  reply.raw.once("close", () => log(entryOf(request, reply, performance.now() - arrived)));
}

function entryOf(request: FastifyRequest, reply: FastifyReply, milliseconds: number): LogEntry {
  const { token, organization } = traceOf(request);
  const status = reply.raw.writableFinished ? reply.statusCode : undefined;
  const refused = reply.statusCode === 401 || reply.statusCode === 429;
  return {
    level: reply.statusCode >= 500 ? "error" : refused ? "warn" : "info",
    event: "request",
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url?.replaceAll(/:(\w+)/g, "{$1}"),
    operation: request.routeOptions.config.operation,
    status,
    aborted: status === undefined ? true : undefined,
    ms: Math.round(milliseconds * 100) / 100,
    token,
    organization,
    // Of somebody who may be guessing, the operator has to know whom to shut out.
    client: refused ? request.ip : undefined,
  };
}
