import type { FastifyReply } from "fastify";
import { problem } from "./answer.ts";
import type { RateState } from "./rate-limit.ts";
import { sendProblem } from "./send-answer.ts";

/** Says in an answer where its caller stands. */
export function tellRate(reply: FastifyReply, { limit, remaining, reset }: RateState): void {
  reply.header("ratelimit-limit", String(limit));
  reply.header("ratelimit-remaining", String(remaining));
  reply.header("ratelimit-reset", String(reset));
}

/** Answers 429, and says when to come again. */
export function refuseForNow(reply: FastifyReply, { reset }: RateState, detail: string): FastifyReply {
  reply.header("retry-after", String(reset));
  return sendProblem(reply, problem(429, "rate-limited", detail));
}
