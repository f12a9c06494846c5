import type { ClaimedJob } from "./claimed-job.ts";
import { FleetError } from "./fleet-error.ts";

/** Signs of life for one job, for as long as it is in hand. */
export interface Heartbeat {
  /** Aborted as soon as the job is, or may be, somebody else's. */
  readonly lost: AbortSignal;
  stop(): void;
}

/** Signs in the time after which the job is taken to be abandoned: one or two may get lost. */
const SIGNS = 3;

/**
 * Gives signs of life. The job counts as lost where the queue says so, and where it could not be told for so long that
 * somebody else may have it by now.
 */
export function startHeartbeat(job: ClaimedJob, keep: (job: ClaimedJob) => Promise<boolean>): Heartbeat {
  const lost = new AbortController();
  let heard = performance.now();
  let waiting = false;
  const beat = async () => {
    if (waiting) return;
    waiting = true;
    const asked = performance.now();
    try {
      if (await keep(job)) heard = asked;
      else lost.abort();
    } catch (error) {
      if (!(error instanceof FleetError)) lost.abort(error);
    } finally {
      waiting = false;
    }
  };
  const tick = () => {
    if (performance.now() - heard > job.heartbeatSeconds * 1000) lost.abort();
    else void beat();
  };
  const timer = setInterval(tick, (job.heartbeatSeconds * 1000) / SIGNS);
  return { lost: lost.signal, stop: () => clearInterval(timer) };
}
