import { createApp, type ErrorReport } from "./http/app.ts";
import { type DrainOptions, drain, within } from "./http/drain.ts";
import { limitRate } from "./http/limit-rate.ts";
import { Metrics } from "./http/metrics.ts";
import { observe } from "./http/observe.ts";
import { readOpenApiFile } from "./http/openapi-file.ts";
import type { RateLimitOptions } from "./http/rate-limit.ts";
import { addRoutes } from "./http/routes.ts";
import { Lifecycle } from "./lifecycle.ts";
import { delivererOf, type MailOptions } from "./mail/deliverer-of.ts";
import type { LetterDeliverer } from "./mail/letter-deliverer.ts";
import { buildInfo } from "./metrics/build-info.ts";
import { databaseFamilies } from "./metrics/database-families.ts";
import { ProcessFamilies } from "./metrics/process-families.ts";
import { allOperations } from "./operations/all.ts";
import { addAcceptInvitationPage } from "./pages/accept-invitation-page.ts";
import type { Service } from "./service.ts";
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
  /** Default: no limit. */
  readonly rateLimit?: RateLimitOptions;
  /** Default: letters are files in the outbox. */
  readonly mail?: MailOptions;
  /** What links in letters begin with. Default: where the server listens. */
  readonly publicUrl?: string;
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
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { data, database, patienceMs } = options;
  const store = await openOwnStore(database === undefined ? { folder: data } : { database }, patienceMs);
  try {
    const metrics = new Metrics();
    const { service, letters } = await serviceOf(store, metrics, options);
    const app = appOf(service, metrics, options);
    const url = await app.listen({ host: options.host ?? "127.0.0.1", port: options.port ?? 0 });
    await letters.start({ publicUrl: options.publicUrl ?? url, alone: database === undefined });
    const finish = async () => {
      await letters.close();
      await store.close();
    };
    const stop = async (how: DrainOptions) => {
      const cutOff = await drain(app, metrics, service.lifecycle, how);
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

async function serviceOf(
  store: Store,
  metrics: Metrics,
  { data, now = () => new Date(), mail = {}, report = () => undefined, ...options }: ServerOptions,
): Promise<{ service: Service; letters: LetterDeliverer }> {
  const surroundings = { data, store, now, report: (error: unknown) => report(error, "letters") };
  const { deliverer: letters, metrics: ofLetters } = await delivererOf(mail, surroundings);
  metrics.watch(() => ofLetters.families());
  const allowImpersonation = options.allowImpersonation ?? false;
  return { service: { store, letters, now, lifecycle: new Lifecycle(), allowImpersonation }, letters };
}

function appOf(service: Service, metrics: Metrics, options: ServerOptions) {
  const app = createApp(options.report ?? (() => undefined));
  const own = new ProcessFamilies();
  app.addHook("onClose", async () => own.close());
  metrics.watch(() => [buildInfo(), ...databaseFamilies(service.store), ...own.families()]);
  observe(app, metrics, service.lifecycle);
  if (options.rateLimit !== undefined) limitRate(app, options.rateLimit, service.now);
  const operations = allOperations(service, metrics);
  addAcceptInvitationPage(app, service, operations.acceptInvitation);
  addRoutes(app, operations, {
    document: readOpenApiFile(options.openApiFile),
    validateAnswers: options.validateAnswers ?? false,
    allowImpersonation: service.allowImpersonation,
  });
  return app;
}
