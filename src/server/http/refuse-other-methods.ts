import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import { problem } from "./answer.ts";
import { sendProblem } from "./send-answer.ts";

const METHODS: readonly HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

/** Answers 405 to what is asked of a path that is there by another method than those it knows, and says which. */
export function refuseOtherMethods(app: FastifyInstance, url: string, known: readonly string[]): void {
  const allowed = METHODS.filter((method) => known.includes(method) || (method === "HEAD" && known.includes("GET")));
  const allow = allowed.join(", ");
  // Before the body is read, whatever it is.
  const refuse = async (request: FastifyRequest, reply: FastifyReply) =>
    sendProblem(
      reply.header("allow", allow),
      problem(405, "method-not-allowed", `${request.method} is not possible here: it takes ${allow}`),
    );
  const method = METHODS.filter((other) => !allowed.includes(other));
  app.route({ method, url, onRequest: refuse, handler: refuse });
}
