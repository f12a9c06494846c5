import { setTimeout } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Lifecycle } from "../lifecycle.ts";
import type { Metrics } from "./metrics.ts";

/** How to stop. */
export interface DrainOptions {
  /** Seconds for which readiness already says no while requests are still taken on. Default: 0. */
  readonly delaySeconds?: number;
  /** Seconds that requests under way have to end, once no new ones are taken on. Default: 25. */
  readonly timeoutSeconds?: number;
}

/** Kubernetes and most others kill after 30 s. */
export const SHUTDOWN_TIMEOUT_SECONDS = 25;

/**
 * Stops listening and waits for what is under way, so long as it may. Gives the number of requests that were cut off.
 */
export async function drain(
  app: FastifyInstance,
  metrics: Metrics,
  lifecycle: Lifecycle,
  { delaySeconds = 0, timeoutSeconds = SHUTDOWN_TIMEOUT_SECONDS }: DrainOptions,
): Promise<number> {
  lifecycle.drain();
  if (delaySeconds > 0) await setTimeout(delaySeconds * 1000);
  const ended = app.close();
  const inTime = await within(timeoutSeconds, ended);
  if (inTime) return 0;
  const cutOff = metrics.underWay;
  app.server.closeAllConnections();
  await ended;
  return cutOff;
}

/** Whether the promise was fulfilled in so many seconds. */
export async function within(seconds: number, promise: Promise<unknown>): Promise<boolean> {
  const impatience = new AbortController();
  const late = setTimeout(seconds * 1000, false, { signal: impatience.signal });
  late.catch(() => undefined);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    impatience.abort();
  }
}
