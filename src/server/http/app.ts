import { randomUUID } from "node:crypto";
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { DatabaseUnavailable } from "../store/database-unavailable.ts";
import { OrganizationGone } from "../store/organization-state.ts";
import { problem, unknownOrganization } from "./answer.ts";
import { sendProblem } from "./send-answer.ts";
import { tryReadUtf8 } from "./text-fault.ts";

/** Requests are small: the largest is a role with a thousand permissions. */
const BODY_LIMIT_BYTES = 1_048_576;
/** An e-mail address of full length, every character percent-encoded. */
const MAX_PARAMETER_LENGTH = 3_000;

export type ErrorReport = (error: unknown, requestId: string) => void;

/** An HTTP server without operations: request ids, JSON, and problems for everything that goes wrong. */
export function createApp(report: ErrorReport): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    forceCloseConnections: "idle",
    // What arrives on an open connection while we stop is answered as well, and told that the connection ends.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => fail(error, request, reply, report),
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  acceptJson(app);
  app.setErrorHandler<FastifyError>((error, request, reply) => fail(error, request, reply, report));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, problem(404, "not-found", `there is no ${request.method} ${request.url.split("?")[0]}`)),
  );
  return app;
}

/** Also as merge patch, and empty where a request has nothing to say. */
function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("text/plain");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser(
    ["application/json", "application/merge-patch+json"],
    { parseAs: "buffer" },
    (request, body, done) => {
      const text = tryReadUtf8(body as Buffer);
      if (text === undefined) done(Object.assign(new Error("the body is not UTF-8"), { statusCode: 400 }));
      else if (text === "") done(null, undefined);
      else parse(request, text, done);
    },
  );
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
  if (full) return sendProblem(reply, problem(507, "storage-full", "there is no room left to write; nothing was"));
  reply.header("retry-after", String(RETRY_AFTER_SECONDS));
  const detail = "the database cannot be reached; send the same Idempotency-Key again to learn what became of a write";
  return sendProblem(reply, problem(503, "database-unavailable", detail));
}
