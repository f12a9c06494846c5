import { statSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { readCounts } from "../../fleet/fleet-counts.ts";
import { FleetError } from "../../fleet/fleet-error.ts";
import { FleetWorker } from "../../fleet/fleet-worker.ts";
import { RateLimit } from "../../fleet/rate-limit.ts";
import type { Verdict } from "../../fleet/verdict.ts";
import { startWatchServer, type WatchServer } from "../../fleet/watch-server.ts";
import type { WorkerLog } from "../../fleet/worker-log.ts";
import { WorkerMetrics } from "../../fleet/worker-metrics.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { FleetCharters } from "../fleet/fleet-charters.ts";
import { fleetLog } from "../fleet/fleet-log.ts";
import { type Fleet, openFleet } from "../fleet/open-fleet.ts";
import { reconcileOne } from "../fleet/reconcile-one.ts";
import { orExplained } from "../server-faults.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { ApplyOptions } from "./apply-command.ts";
import type { WorkOptions } from "./fleet-command.ts";

/** Seconds between two looks at an empty queue. */
const POLL_SECONDS = 1;

/** Everything that a worker consists of. */
interface Crew {
  readonly fleet: Fleet;
  readonly charters: FleetCharters;
  readonly metrics: WorkerMetrics;
  readonly log: WorkerLog;
  readonly name: string;
}

/** Works until it is interrupted, or, where that is asked for, until the queue is empty. */
export async function fleetWork(terminal: Terminal, options: WorkOptions): Promise<ExitCode> {
  assertCall(terminal, options);
  const name = `${hostname()}:${process.pid}`;
  const format = options.log ?? (terminal.width.err === undefined ? "json" : "text");
  const log = fleetLog(terminal, format, name);
  const charters = new FleetCharters(options.charters, terminal.cwd);
  const { organizations } = charters.list();
  const report = (error: Error) => log({ level: "warn", event: "queue", error: error.message });
  const fleet = await openFleet(terminal, options, { stays: true, report });
  const crew: Crew = { fleet, charters, metrics: new WorkerMetrics(), log, name };
  try {
    const watch = await watchFor(options, crew);
    const url = watch === undefined ? {} : { url: watch.url };
    log({ level: "info", event: "started", mode: options.mode, organizations: organizations.length, ...url });
    await workerOf(terminal, options, crew).run(terminal.signal);
    watch?.close();
    log({ level: "info", event: "stopped" });
    return EXIT.done;
  } finally {
    crew.metrics.close();
    await fleet.database.close().catch(report);
  }
}

/** An embedded API serves one process at a time, and a fleet has many. */
function assertCall({ environment, cwd }: Terminal, { api, rate, burst, tokenDir }: WorkOptions): void {
  if (tokenDir !== undefined && statSync(resolve(cwd, tokenDir), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`there is no folder ${tokenDir}: --token-dir names one with a token in each file`);
  if (rate === undefined && burst !== undefined) throw new UsageError("--burst is for a --rate: name one");
  const target = (api ?? environment.CHARTER_API ?? "").trim();
  if (target === "") throw new UsageError("no API is named: pass --api URL, or set CHARTER_API");
  if (target.startsWith("embedded:")) throw new UsageError("a fleet works on an API that is served: `charter serve`");
}

function workerOf(
  terminal: Terminal,
  options: WorkOptions,
  { fleet, charters, metrics, log, name }: Crew,
): FleetWorker {
  const { database, queue, rounds, deadLetters } = fleet;
  const pace = paceOf(options, fleet, metrics);
  const isEmpty = async () => {
    const { queued, waiting, active } = await readCounts(database, queue);
    return queued + waiting + active === 0;
  };
  return new FleetWorker({
    queue,
    rounds,
    deadLetters,
    metrics,
    log,
    name,
    parallel: options.parallel,
    pollSeconds: POLL_SECONDS,
    graceSeconds: options.shutdownTimeout,
    organizations: () => known(charters, log),
    reconcile: (organization, signal) =>
      reconcile({ ...terminal, signal }, charters, organization, { ...options, ...pace }),
    ...(options.untilEmpty === true ? { untilEmpty: isEmpty } : {}),
  });
}

/** The folder may be in the middle of a change. */
function known(charters: FleetCharters, log: WorkerLog): readonly string[] | undefined {
  try {
    return charters.list().organizations;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    log({ level: "warn", event: "charters", error: error.message });
    return undefined;
  }
}

/** Without a rate, every request goes out as soon as it is made. */
function paceOf({ rate, burst }: WorkOptions, { database }: Fleet, metrics: WorkerMetrics): Pick<ApplyOptions, "pace"> {
  if (rate === undefined) return {};
  const limit = new RateLimit(database, { perSecond: rate, burst: burst ?? rate }, (origin, seconds) =>
    metrics.request(origin, seconds),
  );
  return { pace: (origin, signal) => limit.take(origin, signal) };
}

async function reconcile(
  terminal: Terminal,
  charters: FleetCharters,
  organization: string,
  options: WorkOptions & Pick<ApplyOptions, "pace">,
): Promise<Verdict> {
  try {
    const charter = charters.tryFind(organization);
    if (charter === undefined) throw new UsageError(`no charter in ${options.charters} declares ${organization}`);
    const { api, timeout, retries, concurrency, pace, tokenFile } = options;
    return await reconcileOne(terminal, charter, options.mode, {
      format: "json",
      yes: true,
      concurrency,
      forgetJournal: true,
      ...(api === undefined ? {} : { api }),
      ...(timeout === undefined ? {} : { timeout }),
      ...(retries === undefined ? {} : { retries }),
      ...(pace === undefined ? {} : { pace }),
      ...(tokenFile === undefined ? {} : { tokenFile }),
      ...ownTokenFile(options, organization),
    });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { outcome: "error", summary: error.message, changes: 0 };
  }
}

/** It is looked for anew each time, for tokens change. */
function ownTokenFile({ tokenDir }: WorkOptions, organization: string): Pick<ApplyOptions, "ownTokenFile"> {
  // What a charter calls its organization is the name of a file only where it is a key.
  if (tokenDir === undefined || !/^[a-z0-9][a-z0-9-]*$/.test(organization)) return {};
  return { ownTokenFile: join(tokenDir, organization) };
}

async function watchFor(
  { metricsPort, metricsHost }: WorkOptions,
  { fleet, metrics }: Crew,
): Promise<WatchServer | undefined> {
  if (metricsPort === undefined) return undefined;
  const counts = async () => {
    try {
      return await readCounts(fleet.database, fleet.queue);
    } catch (error) {
      if (error instanceof FleetError) return undefined;
      throw error;
    }
  };
  const unready = async () => ((await counts()) === undefined ? "the queue's database cannot be used" : undefined);
  const watched = { unready, metrics: async () => metrics.text(await counts()) };
  return await orExplained("", () => startWatchServer(watched, metricsHost, metricsPort), "metrics-");
}
