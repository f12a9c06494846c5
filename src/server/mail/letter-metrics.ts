import { Counter } from "../../metrics/counter.ts";
import { type Family, single } from "../../metrics/family.ts";
import type { LetterCounts } from "../store/letter-counts.ts";
import type { LetterEvent } from "./letter-event.ts";

/** `expired`: the invitation ended before its letter could leave. */
type Outcome = LetterEvent["outcome"] | "expired";

const OUTCOMES: readonly Outcome[] = ["sent", "delayed", "refused", "expired"];

/** What has become of letters since the process started, and what the queue held when it was last looked at. */
export class LetterMetrics {
  readonly #attempts = new Counter("charter_letter_attempts_total", "Attempts to send a letter, by how they ended.");
  readonly #now: () => Date;
  #counts: LetterCounts = { waiting: 0, refused: 0, oldest: undefined };

  constructor(now: () => Date) {
    this.#now = now;
    for (const outcome of OUTCOMES) this.count(outcome, 0);
  }

  count(outcome: Outcome, by = 1): void {
    this.#attempts.add({ outcome }, by);
  }

  /** What the queue holds, of all processes together. */
  see(counts: LetterCounts): void {
    this.#counts = counts;
  }

  families(): Family[] {
    const { waiting, refused, oldest } = this.#counts;
    const age = oldest === undefined ? 0 : Math.max(0, (this.#now().getTime() - oldest.getTime()) / 1000);
    return [
      this.#attempts.family(),
      {
        name: "charter_letters",
        type: "gauge",
        help: "Letters that have not left: waiting for an attempt, or refused until their invitation is sent again.",
        samples: [
          { labels: { state: "waiting" }, value: waiting },
          { labels: { state: "refused" }, value: refused },
        ],
      },
      single("charter_letters_oldest_seconds", "gauge", "Age of the letter that has been waiting longest.", age),
    ];
  }
}
