import { randomUUID } from "node:crypto";
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { DatabaseUnavailable } from "../../databases/database-unavailable.ts";
import { isDeeperThan } from "../../diagnostics/json-depth.ts";
import type { Log } from "../log.ts";
import { OrganizationGone } from "../store/organization-state.ts";
import { problem, unknownOrganization } from "./answer.ts";
import { answerMalformed } from "./answer-malformed.ts";
import type { ConnectionLimits } from "./connection-limits.ts";
import { logRequest, logRequests } from "./log-requests.ts";
import { secureHeaders } from "./secure-headers.ts";
import { sendProblem } from "./send-answer.ts";
import { tryReadUtf8 } from "./text-fault.ts";

/** Requests are small: the largest is a role with a thousand permissions. */
const BODY_LIMIT_BYTES = 1_048_576;
/** An e-mail address of full length, every character percent-encoded. */
const MAX_PARAMETER_LENGTH = 3_000;

/** The deepest body there is nests two levels. */
const MAX_DEPTH = 16;

export type ErrorReport = (error: unknown, requestId: string) => void;

export interface AppOptions {
  readonly report: ErrorReport;
  readonly log: Log;
  /** The address is only ever reached by https. */
  readonly https: boolean;
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustProxy: string | undefined;
  readonly connections: ConnectionLimits;
}

/** An HTTP server without operations: request ids, headers, limits, and problems for everything that goes wrong. */
export function createApp(options: AppOptions): FastifyInstance {
  const { report, log, connections } = options;
  const headers = secureHeaders(options.https);
  const app = fastify({
    ...limitsOf(connections),
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    trustProxy: options.trustProxy ?? false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    forceCloseConnections: "idle",
    // What arrives on an open connection while we stop is answered as well, and told that the connection ends.
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => answerMalformed(error, socket, headers),
    frameworkErrors: (error, request, reply) => {
      // No hook has seen it.
      logRequest(request, reply, log);
      fail(error, request, reply.headers(headers), report);
    },
  });
  app.server.maxConnections = connections.most;
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(headers);
    reply.header("x-request-id", request.id);
  });
  logRequests(app, log);
  acceptJson(app);
  app.setErrorHandler<FastifyError>((error, request, reply) => fail(error, request, reply, report));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, problem(404, "not-found", `there is no ${request.method} ${request.url.split("?")[0]}`)),
  );
  return app;
}

const CHECKS_A_TIMEOUT = 4;

function limitsOf({ headersSeconds, requestSeconds, idleSeconds, keepAliveSeconds }: ConnectionLimits) {
  return {
    requestTimeout: requestSeconds * 1000,
    connectionTimeout: idleSeconds * 1000,
    keepAliveTimeout: keepAliveSeconds * 1000,
    http: {
      headersTimeout: headersSeconds * 1000,
      connectionsCheckingInterval: (headersSeconds * 1000) / CHECKS_A_TIMEOUT,
    },
  };
}

/** Also as merge patch, and empty where a request has nothing to say. */
function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("text/plain");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<Buffer>(
    ["application/json", "application/merge-patch+json"],
    { parseAs: "buffer" },
    (request, body, done) => {
      const text = tryReadUtf8(body);
      if (text === undefined) done(unreadable("the body is not UTF-8"));
      else if (text === "") done(null, undefined);
      else if (isDeeperThan(text, MAX_DEPTH)) done(unreadable(`the body nests deeper than ${MAX_DEPTH} levels`));
      else parse(request, text, done);
    },
  );
}

function unreadable(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 400 });
}

function fail(error: FastifyError, request: FastifyRequest, reply: FastifyReply, report: ErrorReport): FastifyReply {
  if (error instanceof DatabaseUnavailable) {
    report(error, request.id);
    return failForNow(error, reply);
  }
  if (error instanceof OrganizationGone) {
    return sendProblem(reply, unknownOrganization((request.params as { readonly org: string }).org));
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) {
    report(error, request.id);
    return sendProblem(reply, problem(500, "internal-error", "something went wrong here; the request id names it"));
  }
  const code = status === 413 ? "body-too-large" : "invalid-request";
  return sendProblem(reply, problem(status, code, error.message));
}

/** A second is what a restart of the database, or another writer's transaction, takes at least. */
const RETRY_AFTER_SECONDS = 1;

function failForNow({ full }: DatabaseUnavailable, reply: FastifyReply): FastifyReply {
  if (full)
    return sendProblem(reply, problem(507, "storage-full", "the disk of the database is full; nothing was written"));
  reply.header("retry-after", String(RETRY_AFTER_SECONDS));
  const detail = "the database cannot be reached; send the same Idempotency-Key again to learn what became of a write";
  return sendProblem(reply, problem(503, "database-unavailable", detail));
}
