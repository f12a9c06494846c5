import { STATUS_CODES } from "node:http";
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { etagOf, type Wire } from "../to-wire.ts";
import type { Answer, Done, Problem } from "./answer.ts";

/** Puts an answer into HTTP. */
export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  switch (answer.kind) {
    case "done":
      return sendDone(reply, answer);
    case "problem":
      return sendProblem(reply, answer);
    case "lines":
      return reply.type("application/x-ndjson").send(Readable.from(answer.chunks, { objectMode: false }));
    case "exposition":
      return reply.type("text/plain; version=0.0.4; charset=utf-8").send(answer.text);
  }
}

function sendDone(reply: FastifyReply, { status, body, changed, replayed }: Done): FastifyReply {
  if (changed !== undefined) reply.header("etag", `"${etagOf(changed)}"`);
  if (replayed === true) reply.header("idempotency-replayed", "true");
  reply.code(status);
  return body === undefined ? reply.send() : reply.type("application/json; charset=utf-8").send(JSON.stringify(body));
}

/** RFC 9457. */
export function sendProblem(reply: FastifyReply, { status, code, detail, refusals }: Problem): FastifyReply {
  const body: Wire["Problem"] = {
    type: `urn:charter:problem:${code}`,
    title: STATUS_CODES[status] ?? "Problem",
    status,
    detail,
    code,
    ...(refusals === undefined
      ? {}
      : { refusals: refusals.map(({ code, address, message }) => ({ code, address, message })) }),
    requestId: reply.request.id,
  };
  // Hooks don't run for an address that cannot even be decoded.
  reply.header("x-request-id", reply.request.id);
  if (status === 401) reply.header("www-authenticate", "Bearer");
  return reply.code(status).type("application/problem+json; charset=utf-8").send(JSON.stringify(body));
}
