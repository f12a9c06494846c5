import { buildInfo } from "../metrics/build-info.ts";
import { Counter } from "../metrics/counter.ts";
import { exposition, type Family, single } from "../metrics/family.ts";
import { Histogram } from "../metrics/histogram.ts";
import { ProcessFamilies } from "../metrics/process-families.ts";
import type { FleetCounts } from "./fleet-counts.ts";
import type { Verdict } from "./verdict.ts";

const BOUNDS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

/** What one worker counts, in the form that Prometheus reads. What the queue holds is the same on every worker. */
export class WorkerMetrics {
  readonly #attempts = new Counter("charter_fleet_attempts_total", "Attempts that ended, by outcome.");
  readonly #seconds = new Histogram(
    "charter_fleet_attempt_seconds",
    "Time from the claim of an organization to the end of the attempt, by outcome.",
    "outcome",
    BOUNDS_SECONDS,
  );
  readonly #changes = new Counter("charter_fleet_changes_total", "Changes that were carried out.");
  readonly #requests = new Counter("charter_fleet_requests_total", "Requests that took a token of their API's rate.");
  readonly #waited = new Counter("charter_fleet_rate_wait_seconds_total", "Time that requests waited for a token.");
  readonly #own = new ProcessFamilies();
  #inHand = 0;

  begin(): void {
    this.#inHand++;
  }

  /** One attempt that has ended, with a verdict or without. */
  end(verdict: Verdict | "given-back" | "lost", seconds: number): void {
    const outcome = typeof verdict === "string" ? verdict : verdict.outcome;
    this.#inHand--;
    this.#attempts.add({ outcome });
    this.#seconds.observe(outcome, seconds);
    if (typeof verdict !== "string" && verdict.changes > 0) this.#changes.add({}, verdict.changes);
  }

  request(origin: string, waitedSeconds: number): void {
    this.#requests.add({ api: origin });
    this.#waited.add({ api: origin }, waitedSeconds);
  }

  /** `counts` is undefined while the queue cannot be asked. */
  text(counts: FleetCounts | undefined): string {
    return exposition([
      this.#attempts.family(),
      this.#seconds.family(),
      this.#changes.family(),
      this.#requests.family(),
      this.#waited.family(),
      single("charter_fleet_in_hand", "gauge", "Organizations that this worker has in hand.", this.#inHand),
      single("charter_fleet_queue_up", "gauge", "1 where the queue's database answers.", counts === undefined ? 0 : 1),
      ...(counts === undefined ? [] : [jobFamily(counts)]),
      buildInfo(),
      ...this.#own.families(),
    ]);
  }

  close(): void {
    this.#own.close();
  }
}

function jobFamily(counts: FleetCounts): Family {
  const samples = Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }));
  const help = "Jobs in the queue, by state: an organization that is to be looked at is one job.";
  return { name: "charter_fleet_jobs", help, type: "gauge", samples };
}
