import { join } from "node:path";
import { createApp, type ErrorReport } from "./http/app.ts";
import { limitRate } from "./http/limit-rate.ts";
import { Metrics } from "./http/metrics.ts";
import { readOpenApiFile } from "./http/openapi-file.ts";
import type { RateLimitOptions } from "./http/rate-limit.ts";
import { addRoutes } from "./http/routes.ts";
import { folderOutbox } from "./mail/outbox.ts";
import { sendLeftBehind } from "./mail/send-left-behind.ts";
import { allOperations } from "./operations/all.ts";
import type { Service } from "./service.ts";
import { openStore } from "./store/store.ts";

/** How to run the membership API. */
export interface ServerOptions {
  /** Folder of the outbox, and of the embedded database. No two servers share one. */
  readonly data: string;
  /** URL of a PostgreSQL database, `postgres://…`, instead of the embedded one. Several servers may share it. */
  readonly database?: string;
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Default: any free one. */
  readonly port?: number;
  /** Honour `Charter-Act-As`. For tests only. */
  readonly allowImpersonation?: boolean;
  /** Hold our own answers against the OpenAPI file, and fail where they break it. */
  readonly validateAnswers?: boolean;
  /** Default: no limit. */
  readonly rateLimit?: RateLimitOptions;
  /** Sender of letters. */
  readonly mailFrom?: string;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** Where the OpenAPI file is, if not in the package. */
  readonly openApiFile?: string;
  /** Told of every internal error; the caller is only told the request id. */
  readonly report?: ErrorReport;
}

/** A running membership API. */
export interface RunningServer {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  /** Answers once running requests have ended and the database is closed. */
  close(): Promise<void>;
}

/**
 * Starts the membership API, its schema brought up to date.
 *
 * @throws where the data folder, the database or the port cannot be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { data, database } = options;
  const store = await openStore(database === undefined ? { folder: data } : { database });
  try {
    const service: Service = {
      store,
      outbox: folderOutbox(join(data, "outbox")),
      mailFrom: options.mailFrom ?? "charter@localhost",
      now: options.now ?? (() => new Date()),
      allowImpersonation: options.allowImpersonation ?? false,
    };
    await sendLeftBehind(service);
    const app = appOf(service, options);
    const url = await app.listen({ host: options.host ?? "127.0.0.1", port: options.port ?? 0 });
    const close = async () => {
      await app.close();
      await store.close();
    };
    return { url, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function appOf(service: Service, options: ServerOptions) {
  const metrics = new Metrics();
  const app = createApp(options.report ?? (() => undefined));
  if (options.rateLimit !== undefined) limitRate(app, options.rateLimit, service.now);
  addRoutes(app, allOperations(service, metrics), {
    document: readOpenApiFile(options.openApiFile),
    metrics,
    validateAnswers: options.validateAnswers ?? false,
    allowImpersonation: service.allowImpersonation,
  });
  return app;
}
