import { Counter } from "../../metrics/counter.ts";
import { exposition, type Family, single } from "../../metrics/family.ts";
import { Histogram } from "../../metrics/histogram.ts";

/** Most answers take about a millisecond, a snapshot of 100,000 members about one second. */
const BOUNDS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What the server counts, in the form that Prometheus reads. */
export class Metrics {
  readonly #requests = new Counter("charter_requests_total", "Requests ended, by operation and status.");
  readonly #seconds = new Histogram(
    "charter_request_seconds",
    "Time from a request's arrival to the end of its answer, by operation.",
    "operation",
    BOUNDS_SECONDS,
  );
  readonly #sources: (() => readonly Family[])[] = [];
  #underWay = 0;

  /** Requests that have arrived and have not ended. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Whatever else is measured is asked for it whenever metrics are read. */
  watch(source: () => readonly Family[]): void {
    this.#sources.push(source);
  }

  begin(): void {
    this.#underWay++;
  }

  /** One request that has ended; `status` is `aborted` where the caller went away before the answer was whole. */
  end(operation: string, status: number | "aborted", milliseconds: number): void {
    this.#underWay--;
    this.#requests.add({ operation, status: String(status) });
    this.#seconds.observe(operation, milliseconds / 1000);
  }

  text(): string {
    const underWay = single("charter_requests_under_way", "gauge", "Requests that have not ended yet.", this.#underWay);
    const others = this.#sources.flatMap((source) => source());
    return exposition([this.#requests.family(), this.#seconds.family(), underWay, ...others]);
  }
}
