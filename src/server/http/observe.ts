import type { FastifyContextConfig, FastifyInstance } from "fastify";
import type { Lifecycle } from "../lifecycle.ts";
import type { Metrics } from "./metrics.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Id of the operation in the OpenAPI file; what a request is called in metrics. */
    readonly operation?: string;
  }
}

/** Routes outside of the OpenAPI file, and addresses that are none: one name for all, for anybody can make those up. */
const OTHER = "other";

/**
 * Counts and times every request until its answer is whole or its caller is gone. While the server is draining each
 * answer asks for its connection to be closed, so that the next request goes to another server.
 */
export function observe(app: FastifyInstance, metrics: Metrics, lifecycle: Lifecycle): void {
  app.addHook("onRequest", async (request, reply) => {
    const { operation = OTHER }: FastifyContextConfig = request.routeOptions.config;
    const arrived = performance.now();
    metrics.begin();
    reply.raw.once("close", () => {
      metrics.end(operation, reply.raw.writableFinished ? reply.statusCode : "aborted", performance.now() - arrived);
      // Its connection was told to stay before we stopped to listen, and would be waited for.
      if (!app.server.listening) setImmediate(() => app.server.closeIdleConnections());
    });
  });
  app.addHook("onSend", async (_request, reply) => {
    if (lifecycle.draining) reply.header("connection", "close");
  });
}
