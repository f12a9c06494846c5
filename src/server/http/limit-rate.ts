import type { FastifyInstance } from "fastify";
import { problem } from "./answer.ts";
import { RateLimit, type RateLimitOptions } from "./rate-limit.ts";
import { sendProblem } from "./send-answer.ts";
import { credentialOf } from "./to-wire-request.ts";

/** Says in every answer how much of the limit is left, and refuses what is beyond it. */
export function limitRate(app: FastifyInstance, options: RateLimitOptions, now: () => Date): void {
  const limit = new RateLimit(options);
  app.addHook("onRequest", async (request, reply) => {
    const state = limit.take(credentialOf(request) ?? request.ip, now());
    reply.header("ratelimit-limit", String(state.limit));
    reply.header("ratelimit-remaining", String(state.remaining));
    reply.header("ratelimit-reset", String(state.reset));
    if (state.allowed) return undefined;
    reply.header("retry-after", String(state.reset));
    return sendProblem(
      reply,
      problem(429, "rate-limited", `more than ${state.limit} requests in ${options.windowSeconds} s`),
    );
  });
}
