import { mapBounded } from "../../api/map-bounded.ts";
import type { WriteResult } from "../../api/ports.ts";
import { judge } from "../../membership/judge.ts";
import type { RefusalCode } from "../../membership/refusal.ts";
import { type Attempt, inStages } from "./attempt.ts";
import { isWorthWaiting } from "./lifted-later.ts";
import type { LiveLook } from "./live-look.ts";
import type { Look } from "./look.ts";
import type { Run } from "./run.ts";

/** An attempt that did not succeed, and the last word on it. */
export interface Failure {
  readonly attempt: Attempt;
  readonly result: Exclude<WriteResult, { outcome: "done" }>;
  /** How long it was waited for, in milliseconds. */
  readonly waited: number;
}

/** Says what has yet to be done. `again` is true once an attempt may have been carried out without anybody knowing. */
export type Propose = (look: Look, again: boolean) => readonly Attempt[];

const CONCURRENCY = 8;
/** How often an organization that is not as it was known is read anew. */
const REREADS = 3;

/**
 * Makes the changes of one resource until none is left to be made. Where something else in the same run may lift a
 * refusal, its writes are waited for; where the organization is not what it was known to be, it is read anew.
 */
export async function carryOut(run: Run, propose: Propose): Promise<readonly Failure[]> {
  const started = run.clock.now();
  let again = false;
  let rereads = 0;
  let waitedOut = false;
  for (;;) {
    const attempts = propose(await run.live(), again);
    const failures = await attemptAll(run, attempts, () => run.clock.now() - started);
    if (failures.length === 0) return [];
    again ||= failures.some(({ result }) => result.outcome === "unknown");
    if (failures.every(isPatient)) {
      if (waitedOut || run.signal.aborted) return failures;
      if (await waitForOthers(run, failures)) continue;
      // Somebody outside of this run may have made it possible.
      waitedOut = true;
      await run.refresh();
      continue;
    }
    if (rereads === REREADS || run.signal.aborted || !failures.some(({ result }) => mayBeOutdated(result)))
      return failures;
    rereads += 1;
    await run.refresh();
  }
}

async function attemptAll(run: Run, attempts: readonly Attempt[], waited: () => number): Promise<Failure[]> {
  for (const together of inStages(attempts)) {
    const results = await mapBounded(together, CONCURRENCY, (attempt) => run.write(attempt.change));
    const failures = together.flatMap((attempt, index): Failure[] => {
      const result = results[index];
      return result === undefined || result.outcome === "done" ? [] : [{ attempt, result, waited: waited() }];
    });
    if (failures.length > 0) return failures;
  }
  return [];
}

function isPatient({ attempt, result }: Failure): boolean {
  return result.outcome === "failed" && isWorthWaiting(result.code, attempt.change.kind);
}

/** True once it is worth trying again; false after a time in which nothing of this run changed anything. */
async function waitForOthers(run: Run, failures: readonly Failure[]): Promise<boolean> {
  while (await run.nextWrite(run.patience)) {
    const look = await run.live();
    if (failures.some((failure) => !stillRefused(look, failure))) return true;
  }
  return false;
}

/** Asked of what this run knows, so that the API is not asked in vain after each write. */
function stillRefused(look: LiveLook, { attempt, result }: Failure): boolean {
  return judge(look.facts, look.actor, attempt.change).some(({ code }) => code === (result.code as RefusalCode));
}

/** True for answers that tell of another organization than the one this run knows. */
function mayBeOutdated({ outcome, code }: Failure["result"]): boolean {
  return outcome === "unknown" || /^(unknown-|already-|invitation-|precondition-|not-found$|conflict$)/.test(code);
}
