import type { FastifyRequest } from "fastify";
import type { Trace } from "./wire-request.ts";

const traces = new WeakMap<FastifyRequest, Trace>();

/** What is known of a request so far. */
export function traceOf(request: FastifyRequest): Trace {
  const known = traces.get(request);
  if (known !== undefined) return known;
  const trace: Trace = { token: undefined, organization: undefined };
  traces.set(request, trace);
  return trace;
}
