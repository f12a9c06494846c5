/** Counters in the form that Prometheus reads. */
export class Metrics {
  readonly #requests = new Map<string, number>();
  readonly #seconds = new Map<string, number>();

  /** One request that has been answered. */
  count(operation: string, status: number, milliseconds: number): void {
    const labels = `operation="${operation}",status="${status}"`;
    this.#requests.set(labels, (this.#requests.get(labels) ?? 0) + 1);
    const own = `operation="${operation}"`;
    this.#seconds.set(own, (this.#seconds.get(own) ?? 0) + milliseconds / 1000);
  }

  text(): string {
    return [
      "# HELP charter_requests_total Requests answered, by operation and status.",
      "# TYPE charter_requests_total counter",
      ...samples("charter_requests_total", this.#requests),
      "# HELP charter_request_seconds_total Time spent on answers, by operation.",
      "# TYPE charter_request_seconds_total counter",
      ...samples("charter_request_seconds_total", this.#seconds),
      "",
    ].join("\n");
  }
}

function samples(name: string, values: ReadonlyMap<string, number>): string[] {
  return [...values]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([labels, value]) => `${name}{${labels}} ${value}`);
}
