import { buildInfo } from "../metrics/build-info.ts";
import { ProcessFamilies } from "../metrics/process-families.ts";
import { createApp, type ErrorReport } from "./http/app.ts";
import { CONNECTION_LIMITS, type ConnectionLimits } from "./http/connection-limits.ts";
import { type DrainOptions, drain, within } from "./http/drain.ts";
import { limitRate } from "./http/limit-rate.ts";
import { Metrics } from "./http/metrics.ts";
import { observe } from "./http/observe.ts";
import { readOpenApiFile } from "./http/openapi-file.ts";
import type { RateLimitOptions } from "./http/rate-limit.ts";
import { addRoutes } from "./http/routes.ts";
import { Lifecycle } from "./lifecycle.ts";
import { errorEntry, type Log } from "./log.ts";
import { delivererOf, type MailOptions } from "./mail/deliverer-of.ts";
import type { LetterDeliverer } from "./mail/letter-deliverer.ts";
import type { Means } from "./means.ts";
import { allOperations } from "./operations/all.ts";
import { addAcceptInvitationPage } from "./pages/accept-invitation-page.ts";
import { databaseFamilies } from "./store/database-families.ts";
import { openOwnStore } from "./store/open-own-store.ts";
import type { Store } from "./store/store.ts";

/** How to run the membership API. */
export interface ServerOptions {
  /** Folder of the outbox, and of the embedded database, which one server at a time works on. */
  readonly data: string;
  /** How long to wait for another server that works on the folder to stop. Default: not at all. */
  readonly patienceMs?: number;
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
  /** Requests of one token or address. Default: no limit. */
  readonly rateLimit?: RateLimitOptions;
  /** Default: letters are files in the outbox. */
  readonly mail?: MailOptions;
  /** What links in letters begin with. Default: where the server listens. */
  readonly publicUrl?: string;
  /** Failed tokens from one address. Default: no limit. */
  readonly failureLimit?: RateLimitOptions;
  /** Addresses and networks whose `X-Forwarded-For` is believed, by commas; `loopback` is one. Default: none. */
  readonly trustProxy?: string;
  /** The API is only ever reached by https: browsers are told to remember that. */
  readonly https?: boolean;
  /** How patient it is with connections, and how many there may be. */
  readonly connections?: Partial<ConnectionLimits>;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** Where the OpenAPI file is, if not in the package. */
  readonly openApiFile?: string;
  /** Told of every internal error; the caller is only told the request id. */
  readonly report?: ErrorReport;
  /** Told of every request, once it is answered, and of every internal error. */
  readonly log?: Log;
}

/** A running membership API. */
export interface RunningServer {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  /** Answers once running requests have ended and the database is closed. */
  close(): Promise<void>;
  /**
   * Stops in order: readiness says no, then nothing new is taken on, then what is under way ends. Gives how many
   * requests were cut off because they took too long.
   */
  drain(options: DrainOptions): Promise<number>;
  /** Sends the letters that are due, without waiting until the queue is looked at; answers once they were tried. */
  sendLetters(): Promise<void>;
}

/**
 * Starts the membership API, its schema brought up to date.
 *
 * @throws {FolderInUse} where another server works on the folder
 * @throws where the data folder, the database or the port cannot be used
 */
export async function startServer(given: ServerOptions): Promise<RunningServer> {
  const options = { ...given, report: reporting(given) };
  const { data, database, patienceMs } = options;
  const store = await openOwnStore(database === undefined ? { folder: data } : { database }, patienceMs);
  try {
    const metrics = new Metrics();
    const { means, letters } = await serviceOf(store, metrics, options);
    const app = appOf(means, metrics, options);
    const url = await app.listen({ host: options.host ?? "127.0.0.1", port: options.port ?? 0 });
    await letters.start({ publicUrl: options.publicUrl ?? url, alone: database === undefined });
    const finish = async () => {
      await letters.close();
      await store.close();
    };
    const stop = async (how: DrainOptions) => {
      const cutOff = await drain(app, metrics, means.lifecycle, how);
      // What was cut off may wait for a database that is gone.
      await (cutOff === 0 ? finish() : within(LAST_SECONDS, finish()));
      return cutOff;
    };
    return { url, close: async () => void (await stop({})), drain: stop, sendLetters: () => letters.deliverDue() };
  } catch (error) {
    await store.close();
    throw error;
  }
}

const LAST_SECONDS = 1;

/** Internal errors are also entries of the log. */
function reporting({ report, log }: ServerOptions): ErrorReport {
  return (error, requestId) => {
    report?.(error, requestId);
    log?.(errorEntry(error, requestId));
  };
}

type ReportingOptions = ServerOptions & { readonly report: ErrorReport };

async function serviceOf(
  store: Store,
  metrics: Metrics,
  { data, now = () => new Date(), mail = {}, report, ...options }: ReportingOptions,
): Promise<{ means: Means; letters: LetterDeliverer }> {
  const surroundings = { data, store, now, report: (error: unknown) => report(error, "letters") };
  const { deliverer: letters, metrics: ofLetters } = await delivererOf(mail, surroundings);
  metrics.watch(() => ofLetters.families());
  const allowImpersonation = options.allowImpersonation ?? false;
  return { means: { store, letters, now, lifecycle: new Lifecycle(), allowImpersonation }, letters };
}

function appOf(means: Means, metrics: Metrics, options: ReportingOptions) {
  const app = createApp({
    report: options.report,
    log: options.log ?? (() => undefined),
    https: options.https ?? false,
    trustProxy: options.trustProxy,
    connections: { ...CONNECTION_LIMITS, ...options.connections },
  });
  const own = new ProcessFamilies();
  app.addHook("onClose", async () => own.close());
  metrics.watch(() => [buildInfo(), ...databaseFamilies(means.store), ...own.families()]);
  observe(app, metrics, means.lifecycle);
  limitRate(app, { rate: options.rateLimit, failures: options.failureLimit }, means.now);
  const operations = allOperations(means, metrics);
  addAcceptInvitationPage(app, means, operations.acceptInvitation);
  addRoutes(app, operations, {
    document: readOpenApiFile(options.openApiFile),
    validateAnswers: options.validateAnswers ?? false,
    allowImpersonation: means.allowImpersonation,
  });
  return app;
}
