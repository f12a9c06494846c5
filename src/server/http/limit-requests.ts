import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Caller } from "./caller.ts";
import { RateLimit, type RateLimitOptions, type RateState } from "./rate-limit.ts";
import { refuseForNow, tellRate } from "./tell-rate.ts";
import { traceOf } from "./trace-of.ts";

/** A request that its address answers for until its token has turned out to be good. */
interface Vouched {
  readonly network: string;
  readonly at: Date;
  /** Where the token stands. */
  readonly state: RateState;
}

/**
 * Bounds the requests of one token, from its first one on. As long as a token is not known to be good, the address
 * that it comes from answers for it as well, so that made-up tokens evade nothing; once it is, the address has its
 * request back. Probes are not counted.
 */
export function limitRequests(
  app: FastifyInstance,
  options: RateLimitOptions,
  now: () => Date,
  callerFor: (request: FastifyRequest) => Caller,
): void {
  const limit = new RateLimit(options);
  const vouched = new WeakMap<FastifyRequest, Vouched>();
  const detail = `more than ${options.requests} requests in ${options.windowSeconds} s`;
  app.addHook("onRequest", async (request, reply) => {
    if (request.routeOptions.config.isProbe === true) return undefined;
    const caller = callerFor(request);
    const at = now();
    const { ofAddress, ofToken } = take(limit, caller, at);
    if (ofAddress !== undefined && ofToken !== undefined) {
      vouched.set(request, { network: caller.network, at, state: ofToken });
    }
    const told = ofToken?.allowed === false ? ofToken : (ofAddress ?? ofToken);
    if (told === undefined) return undefined;
    tellRate(reply, told);
    return told.allowed ? undefined : refuseForNow(reply, told, detail);
  });
  app.addHook("onSend", async (request, reply) => {
    const known = vouched.get(request);
    if (known === undefined || traceOf(request).token === undefined) return;
    limit.giveBack(known.network, known.at);
    tellRate(reply, known.state);
  });
}

interface Taken {
  readonly ofAddress: RateState | undefined;
  readonly ofToken: RateState | undefined;
}

/** What its address is refused for is not counted of a token: nobody fills the counts with made-up ones. */
function take(limit: RateLimit, { network, hash, isKnown }: Caller, at: Date): Taken {
  const ofAddress = isKnown ? undefined : limit.take(network, at);
  const ofToken = hash === undefined || ofAddress?.allowed === false ? undefined : limit.take(`token ${hash}`, at);
  return { ofAddress, ofToken };
}
