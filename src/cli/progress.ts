import type { Outcome } from "../apply/outcome.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";
import { outcomeLine } from "../render/outcomes-text.ts";
import type { Terminal } from "./terminal.ts";

/** Shows how an apply goes on. */
export interface Progress {
  ended(outcome: Outcome, planned: PlannedChange): void;
  finish(): void;
}

/** A bar on a terminal, one line a change elsewhere; nothing where JSON is asked for. */
export async function showProgress(terminal: Terminal, plan: Plan, quiet: boolean): Promise<Progress> {
  if (quiet) return { ended: () => undefined, finish: () => undefined };
  if (terminal.interactive) return await bar(plan.changes.length);
  return {
    ended: (outcome, planned) => terminal.err(outcomeLine(outcome, planned, { color: terminal.color.err })),
    finish: () => undefined,
  };
}

async function bar(total: number): Promise<Progress> {
  const { SingleBar } = (await import("cli-progress")).default;
  const format = "  {bar} {value}/{total} · {eta_formatted} left · {failed} not done";
  const progress = new SingleBar({
    format,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    hideCursor: true,
    stream: process.stderr,
  });
  let failed = 0;
  progress.start(total, 0, { failed });
  return {
    ended: ({ outcome }) => {
      if (outcome !== "done") failed++;
      progress.increment(1, { failed });
    },
    finish: () => progress.stop(),
  };
}
