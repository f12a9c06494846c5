import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Caller, callerOf } from "./caller.ts";
import { FailureLimit } from "./failure-limit.ts";
import { KnownTokens } from "./known-tokens.ts";
import { limitRequests } from "./limit-requests.ts";
import type { RateLimitOptions } from "./rate-limit.ts";
import { refuseForNow, tellRate } from "./tell-rate.ts";
import { traceOf } from "./trace-of.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What somebody could be guessing here; answered with 401, or for an invitation with 404, they guessed wrong. */
    readonly guesses?: "token" | "invitation";
    /** Asked by those who run the server: a probe that is refused would have it restarted. */
    readonly isProbe?: boolean;
  }
}

export interface Limits {
  /** Requests of any kind, by token or, without a known one, by address. */
  readonly rate: RateLimitOptions | undefined;
  /** Failed tokens, by address. */
  readonly failures: RateLimitOptions | undefined;
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
    if (token !== undefined) known.add(hash);
    else if (reply.statusCode === 401) known.forget(hash);
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
    const { network, isKnown } = callerFor(request);
    if (guesses === undefined || (guesses === "token" && isKnown)) return undefined;
    const state = limit.admit(network, now());
    if (!state.allowed) {
      tellRate(reply, state);
      return refuseForNow(
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
