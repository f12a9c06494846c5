import type { Outcome } from "../apply/outcome.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";
import { outcomeLine } from "../render/outcomes-text.ts";
import type { Terminal } from "./terminal.ts";

/** Shows how an apply goes on. */
export interface Progress {
  ended(outcome: Outcome, planned: PlannedChange): void;
  /** Says something besides. A bar ends before it: redrawn after a line break it would be somewhere else. */
  say(text: string): void;
  finish(): void;
}

/** A bar on a terminal, one line a change elsewhere; nothing where JSON is asked for. */
export async function showProgress(terminal: Terminal, plan: Plan, quiet: boolean): Promise<Progress> {
  const say = (text: string) => terminal.err(text);
  if (quiet) return { ended: () => undefined, say, finish: () => undefined };
  if (terminal.canvas !== undefined) return await bar(terminal, terminal.canvas, plan.changes.length);
  return lines(terminal, plan.changes.length);
}

function lines(terminal: Terminal, total: number): Progress {
  let ended = 0;
  return {
    ended: (outcome, planned) => {
      ended++;
      const place = `${ended}/${total}`.padStart(2 * String(total).length + 1);
      terminal.err(outcomeLine(outcome, planned, place, { color: terminal.color.err }));
    },
    say: (text) => terminal.err(text),
    finish: () => undefined,
  };
}

const LONGEST_BAR = 40;
/** What stands beside the bar: numbers, the time that is left, failures. */
const BESIDE = 44;

/** The bar goes when it is done: the report says how it ended. */
async function bar(terminal: Terminal, stream: NodeJS.WriteStream, total: number): Promise<Progress> {
  const { SingleBar } = (await import("cli-progress")).default;
  const progress = new SingleBar({
    format: "  {bar} {value}/{total} · {eta_formatted} left{trouble}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: Math.max(8, Math.min(LONGEST_BAR, (terminal.width.err ?? 80) - BESIDE)),
    hideCursor: true,
    clearOnComplete: true,
    // It would put SIGINT handlers of its own beside ours, which end in order.
    gracefulExit: false,
    stream,
  });
  let failed = 0;
  progress.start(total, 0, { trouble: "" });
  return {
    ended: ({ outcome }) => {
      if (outcome !== "done") failed++;
      progress.increment(1, { trouble: failed === 0 ? "" : ` · ${failed} not done` });
    },
    say: (text) => {
      progress.stop();
      terminal.err(text);
    },
    finish: () => progress.stop(),
  };
}
