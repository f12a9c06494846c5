import { setTimeout as wait } from "node:timers/promises";
import type { ClaimedJob } from "./claimed-job.ts";
import type { DeadLetters } from "./dead-letters.ts";
import { FleetError } from "./fleet-error.ts";
import type { FleetQueue } from "./fleet-queue.ts";
import type { FleetRounds } from "./fleet-rounds.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { isSettled, type Verdict } from "./verdict.ts";
import type { WorkerLog } from "./worker-log.ts";
import type { WorkerMetrics } from "./worker-metrics.ts";

export interface FleetWorkerOptions {
  readonly queue: FleetQueue;
  readonly rounds: FleetRounds;
  readonly deadLetters: DeadLetters;
  readonly metrics: WorkerMetrics;
  readonly log: WorkerLog;
  /** Names this worker in logs and outcomes. */
  readonly name: string;
  /** Most organizations in hand at once. */
  readonly parallel: number;
  /** Seconds between two looks at an empty queue. */
  readonly pollSeconds: number;
  /** Seconds that what is in hand may take once the worker is to stop. */
  readonly graceSeconds: number;
  /** Every organization that this worker knows, for a round that comes due; undefined where it cannot tell now. */
  readonly organizations: () => readonly string[] | undefined;
  /** One attempt at one organization. Aborted, it ends soon, with what is under way waited for. */
  readonly reconcile: (organization: string, signal: AbortSignal) => Promise<Verdict>;
  /** Ends without waiting for more once nothing is queued, or waits for its next attempt. */
  readonly untilEmpty?: () => Promise<boolean>;
}

const SECOND_MS = 1_000;

/** Takes organizations from the queue, a few at a time, until it is to stop. */
export class FleetWorker {
  readonly #options: FleetWorkerOptions;
  readonly #inHand = new Set<Promise<void>>();
  /** Aborted where what is in hand has to end now. */
  readonly #hurry = new AbortController();
  #bug: unknown;

  constructor(options: FleetWorkerOptions) {
    this.#options = options;
  }

  /** Runs until the signal; then what is in hand ends, or is given back. Throws for bugs alone. */
  async run(signal: AbortSignal): Promise<void> {
    const { log, graceSeconds } = this.#options;
    while (!signal.aborted && this.#bug === undefined) {
      const took = await this.#orLater(() => this.#take());
      if (took === "nothing" && (await this.#isOver())) break;
      if (took !== "full") await this.#rest(signal);
    }
    if (this.#inHand.size > 0) log({ level: "info", event: "stopping", organizations: this.#inHand.size });
    const late = setTimeout(() => this.#hurry.abort(), graceSeconds * SECOND_MS);
    await Promise.all(this.#inHand);
    clearTimeout(late);
    if (this.#bug !== undefined) throw this.#bug;
  }

  /** A round that is due comes first; then as many organizations as there are free hands. */
  async #take(): Promise<"full" | "some" | "nothing"> {
    const { queue, parallel } = this.#options;
    await this.#beginRound();
    const free = parallel - this.#inHand.size;
    if (free === 0) return "some";
    const jobs = await queue.claim(free);
    for (const job of jobs) this.#start(job);
    if (jobs.length === free) return "full";
    return jobs.length + this.#inHand.size === 0 ? "nothing" : "some";
  }

  async #beginRound(): Promise<void> {
    const { rounds, organizations, log } = this.#options;
    const due = await rounds.tryClaim();
    if (due === undefined) return;
    const known = organizations();
    // What nobody begins comes due again a minute later, for whichever worker is first then.
    if (known === undefined) return;
    const enqueued = await rounds.begin(due, known);
    log({
      level: "info",
      event: "round",
      organizations: enqueued,
      summary: `${known.length - enqueued} queued already`,
    });
  }

  #start(job: ClaimedJob): void {
    const ended = this.#carryOut(job)
      .catch((error: unknown) => {
        this.#bug ??= error;
      })
      .finally(() => this.#inHand.delete(ended));
    this.#inHand.add(ended);
  }

  async #carryOut(job: ClaimedJob): Promise<void> {
    const { queue, metrics, reconcile } = this.#options;
    const began = performance.now();
    const heartbeat = startHeartbeat(job, (kept) => queue.keep(kept));
    metrics.begin();
    let end: Verdict | "given-back" | "lost" = "lost";
    try {
      const verdict = await reconcile(job.organization, AbortSignal.any([heartbeat.lost, this.#hurry.signal]));
      if (!heartbeat.lost.aborted) end = await this.#letGo(job, verdict);
    } finally {
      heartbeat.stop();
      const ms = performance.now() - began;
      metrics.end(end, ms / SECOND_MS);
      this.#tell(job, end, Math.round(ms));
    }
  }

  /** What was cut short is nobody's failure, and goes back; anything else ends the attempt. */
  async #letGo(job: ClaimedJob, verdict: Verdict): Promise<Verdict | "given-back" | "lost"> {
    const { queue, deadLetters, name } = this.#options;
    if (this.#hurry.signal.aborted && !isSettled(verdict))
      return (await this.#untilHeard(() => queue.giveBack(job))) ? "given-back" : "lost";
    if (!(await this.#untilHeard(() => queue.settle(job, verdict, name)))) return "lost";
    if (isSettled(verdict)) await this.#orLater(() => deadLetters.forget(job.organization));
    return verdict;
  }

  /** The queue is told until it listens. False where the job is not ours any more, or there is no time left. */
  async #untilHeard(tell: () => Promise<boolean>): Promise<boolean> {
    for (;;) {
      const heard = await this.#orLater(tell);
      if (heard !== undefined) return heard;
      if (this.#hurry.signal.aborted) return false;
      await wait(SECOND_MS, undefined, { signal: this.#hurry.signal }).catch(() => undefined);
    }
  }

  /** Undefined where the queue cannot be asked now. */
  async #orLater<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof FleetError)) throw error;
      this.#options.log({ level: "warn", event: "queue", error: error.message });
      return undefined;
    }
  }

  async #isOver(): Promise<boolean> {
    const { untilEmpty } = this.#options;
    return untilEmpty !== undefined && (await this.#orLater(untilEmpty)) === true;
  }

  /** Until a hand is free, or it is time to look again; not all workers look at the same moment. */
  async #rest(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const most = this.#options.pollSeconds * SECOND_MS * (0.75 + Math.random() / 2);
    const rest = wait(most, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => undefined);
    await Promise.race([rest, ...this.#inHand]);
    woken.abort();
  }

  #tell({ organization, retryCount }: ClaimedJob, end: Verdict | "given-back" | "lost", ms: number): void {
    const { log } = this.#options;
    const attempt = retryCount + 1;
    if (typeof end === "string") return log({ level: "warn", event: end, organization, attempt, ms });
    const level = isSettled(end) ? "info" : "warn";
    log({ level, event: "organization", organization, attempt, ms, ...end });
  }
}
