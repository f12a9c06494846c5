import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { type Family, single } from "./family.ts";

const RESOLUTION_MS = 20;

/** What the process itself uses. Names are the ones that every Prometheus client gives. */
export class ProcessFamilies {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#delay.enable();
  }

  families(): Family[] {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    return [
      single("process_cpu_seconds_total", "counter", "CPU time of the process.", (user + system) / 1e6),
      single("process_resident_memory_bytes", "gauge", "Resident memory of the process.", rss),
      single("process_start_time_seconds", "gauge", "When the process started, Unix time.", startTime()),
      single("nodejs_heap_size_used_bytes", "gauge", "JavaScript heap in use.", heapUsed),
      single(
        "nodejs_eventloop_lag_max_seconds",
        "gauge",
        "Longest time that the event loop was held up since the last reading.",
        this.#longestDelay(),
      ),
    ];
  }

  close(): void {
    this.#delay.disable();
  }

  #longestDelay(): number {
    const nanoseconds = this.#delay.max;
    this.#delay.reset();
    return Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000);
  }
}

function startTime(): number {
  return performance.timeOrigin / 1000;
}
