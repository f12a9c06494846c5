import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hashOf } from "../store/secrets.ts";
import { problem } from "./answer.ts";
import { FailureLimit } from "./failure-limit.ts";
import { KnownTokens } from "./known-tokens.ts";
import { networkOf } from "./network-of.ts";
import { RateLimit, type RateLimitOptions, type RateState } from "./rate-limit.ts";
import { sendProblem } from "./send-answer.ts";
import { credentialOf } from "./to-wire-request.ts";
import { traceOf } from "./trace-of.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What somebody could be guessing here; answered with 401, or for an invitation with 404, they guessed wrong. */
    readonly guesses?: "token" | "invitation";
  }
}

export interface Limits {
  /** Requests of any kind, by token or, without a known one, by address. */
  readonly rate: RateLimitOptions | undefined;
  /** Failed tokens, by address. */
  readonly failures: RateLimitOptions | undefined;
}

/** Who asks, as far as that can be told without asking the database. */
interface Caller {
  readonly network: string;
  /** Of the token. */
  readonly hash: string | undefined;
  /** Id of the token, where it was good the last time. */
  readonly known: string | undefined;
}

/** Refuses what is beyond a limit. Counts are this process's own, and their space does not grow. */
export function limitRate(app: FastifyInstance, limits: Limits, now: () => Date): void {
  const known = new KnownTokens();
  const callers = new WeakMap<FastifyRequest, Caller>();
  app.addHook("onRequest", async (request) => void callers.set(request, callerOf(request, known)));
  const callerFor = (request: FastifyRequest) => callers.get(request) ?? callerOf(request, known);
  if (limits.rate !== undefined) limitRequests(app, limits.rate, now, callerFor);
  if (limits.failures !== undefined) limitFailures(app, limits.failures, now, callerFor);
  app.addHook("onSend", async (request, reply) => {
    const { hash } = callerFor(request);
    const { token } = traceOf(request);
    if (hash === undefined) return;
    if (token !== undefined) known.add(hash, token);
    else if (reply.statusCode === 401) known.forget(hash);
  });
}

function callerOf(request: FastifyRequest, known: KnownTokens): Caller {
  const token = credentialOf(request);
  const hash = token === undefined ? undefined : hashOf(token);
  return { network: networkOf(request.ip), hash, known: hash === undefined ? undefined : known.idOf(hash) };
}

function limitRequests(
  app: FastifyInstance,
  options: RateLimitOptions,
  now: () => Date,
  callerFor: (request: FastifyRequest) => Caller,
): void {
  const limit = new RateLimit(options);
  app.addHook("onRequest", async (request, reply) => {
    const caller = callerFor(request);
    const state = limit.take(caller.known === undefined ? caller.network : `token ${caller.known}`, now());
    tell(reply, state);
    if (state.allowed) return undefined;
    return refuse(reply, state, `more than ${state.limit} requests in ${options.windowSeconds} s`);
  });
}

/** Whoever guesses loses their address; a token that was good is let through, for colleagues may share the address. */
function limitFailures(
  app: FastifyInstance,
  options: RateLimitOptions,
  now: () => Date,
  callerFor: (request: FastifyRequest) => Caller,
): void {
  const limit = new FailureLimit(options);
  const leaving = new WeakMap<FastifyRequest, () => void>();
  app.addHook("onRequest", async (request, reply) => {
    const { guesses } = request.routeOptions.config;
    const { network, known } = callerFor(request);
    if (guesses === undefined || (guesses === "token" && known !== undefined)) return undefined;
    const state = limit.admit(network, now());
    if (!state.allowed) {
      tell(reply, state);
      return refuse(
        reply,
        state,
        `more than ${state.limit} failed tokens from this address in ${options.windowSeconds} s`,
      );
    }
    const leave = once(() => limit.leave(network));
    leaving.set(request, leave);
    reply.raw.once("close", leave);
    return undefined;
  });
  app.addHook("onSend", async (request, reply) => {
    const leave = leaving.get(request);
    if (leave === undefined) return;
    leave();
    // Also where the caller has gone meanwhile.
    const missed = request.routeOptions.config.guesses === "invitation" && reply.statusCode === 404;
    if (missed || reply.statusCode === 401) limit.fail(callerFor(request).network, now());
  });
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

function tell(reply: FastifyReply, { limit, remaining, reset }: RateState): void {
  reply.header("ratelimit-limit", String(limit));
  reply.header("ratelimit-remaining", String(remaining));
  reply.header("ratelimit-reset", String(reset));
}

function refuse(reply: FastifyReply, { reset }: RateState, detail: string): FastifyReply {
  reply.header("retry-after", String(reset));
  return sendProblem(reply, problem(429, "rate-limited", detail));
}
