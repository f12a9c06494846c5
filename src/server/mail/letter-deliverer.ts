import {
  type ClaimedLetter,
  claimLetters,
  hasDueLetters,
  type LetterOutcome,
  makeAllDue,
  settleLetter,
} from "../store/claim-letters.ts";
import { countLetters } from "../store/letter-counts.ts";
import type { Store } from "../store/store.ts";
import { composeLetter, type Letterhead } from "./compose-letter.ts";
import type { LetterEvent } from "./letter-event.ts";
import type { LetterMetrics } from "./letter-metrics.ts";
import type { Delivery, Postbox } from "./postbox.ts";
import { retryDelay } from "./retry-delay.ts";

/** What a deliverer works with. */
export interface DelivererOptions {
  readonly store: Store;
  readonly postbox: Postbox;
  readonly letterhead: Omit<Letterhead, "publicUrl">;
  readonly now: () => Date;
  readonly metrics: LetterMetrics;
  readonly onLetter: (event: LetterEvent) => void;
  /** Told where the database fails. */
  readonly report: (error: unknown) => void;
}

export interface DelivererStart {
  /** What links begin with, without a slash at the end. */
  readonly publicUrl: string;
  /** No other process sends from this database: what is claimed was claimed by a run that is over. */
  readonly alone: boolean;
}

/** Letters that are claimed at once. */
const BATCH = 16;
/** An attempt that takes longer is broken off. */
const ATTEMPT_MS = 60_000;
/** Longer than any attempt: then whoever claimed a letter is taken for dead. */
const CLAIM_MS = 180_000;
/** How often the queue is looked at for what other processes left, and for what failed before. */
const LOOK_MS = 5_000;

/**
 * Sends the letters of the queue, each at least once: a process may die between sending a letter and writing that
 * down. See docs/decisions/0010-letters.md.
 */
export class LetterDeliverer {
  readonly #options: DelivererOptions;
  readonly #broken = new AbortController();
  #publicUrl: string | undefined;
  #round: Promise<void> | undefined;
  #again = false;
  #late = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DelivererOptions) {
    this.#options = options;
  }

  async start({ publicUrl, alone }: DelivererStart): Promise<void> {
    const { store, now } = this.#options;
    if (alone) await store.write(async (db) => ({ commit: true, value: await makeAllDue(db, now()) }));
    this.#publicUrl = publicUrl;
    this.wake();
    this.#lookLater();
  }

  /** There may be a letter to send. */
  wake(): void {
    if (this.#publicUrl === undefined) return;
    this.#again = true;
    this.#round ??= this.#run();
  }

  /** Sends what is due, and answers once nothing is. */
  async deliverDue(): Promise<void> {
    this.wake();
    await this.#round;
  }

  /** Sends what is due, for a while; then breaks off what is under way. */
  async close(): Promise<void> {
    const { postbox } = this.#options;
    clearTimeout(this.#timer);
    const end = setTimeout(() => {
      this.#late = true;
      this.#broken.abort();
    }, postbox.patienceMs);
    await this.deliverDue();
    clearTimeout(end);
    this.#publicUrl = undefined;
    await postbox.close();
  }

  #lookLater(): void {
    this.#timer = setTimeout(
      () => {
        this.wake();
        this.#lookLater();
      },
      LOOK_MS * (0.75 + Math.random() / 2),
    ).unref();
  }

  async #run(): Promise<void> {
    const { store, metrics, report } = this.#options;
    try {
      while (this.#again && !this.#late) {
        this.#again = false;
        while (!this.#late && (await this.#sendBatch()) > 0);
        metrics.see(await store.read(countLetters));
      }
    } catch (error) {
      // The next look finds what is left.
      report(error);
    } finally {
      this.#again = false;
      this.#round = undefined;
    }
  }

  /** How many letters were claimed. */
  async #sendBatch(): Promise<number> {
    const { store, metrics, now } = this.#options;
    const at = now();
    if (!(await store.read((db) => hasDueLetters(db, at)))) return 0;
    const claim = { now: at, until: new Date(at.getTime() + CLAIM_MS), most: BATCH };
    const { letters, expired } = await store.write(async (db) => ({
      commit: true,
      value: await claimLetters(db, claim),
    }));
    metrics.count("expired", expired);
    await Promise.all(letters.map((letter) => this.#send(letter)));
    return letters.length + expired;
  }

  async #send(letter: ClaimedLetter): Promise<void> {
    const { store, postbox, letterhead, now } = this.#options;
    const message = composeLetter(letter, { ...letterhead, publicUrl: this.#publicUrl ?? "" }, now());
    const signal = AbortSignal.any([AbortSignal.timeout(ATTEMPT_MS), this.#broken.signal]);
    const delivery = await postbox.deliver(message, signal);
    const outcome = this.#outcomeOf(letter, delivery);
    await store.write(async (db) => ({ commit: true, value: await settleLetter(db, letter, outcome) }));
    this.#tell(letter, outcome);
  }

  #outcomeOf({ attempt }: ClaimedLetter, delivery: Delivery): LetterOutcome {
    switch (delivery.kind) {
      case "sent":
        return { state: "sent" };
      case "refused":
        return { state: "refused", error: delivery.reason };
      case "failed": {
        const nextAttemptAt = new Date(this.#options.now().getTime() + retryDelay(attempt, Math.random()));
        return { state: "waiting", error: delivery.reason, nextAttemptAt, mayHaveLeft: delivery.mayHaveLeft };
      }
    }
  }

  #tell({ organization, invitation, attempt }: ClaimedLetter, outcome: LetterOutcome): void {
    const { metrics, onLetter } = this.#options;
    const kind = outcome.state === "waiting" ? "delayed" : outcome.state;
    metrics.count(kind);
    onLetter({
      outcome: kind,
      organization: organization.key,
      invitation,
      attempt,
      ...("error" in outcome ? { reason: outcome.error } : {}),
      ...(outcome.state === "waiting" ? { nextAttemptAt: outcome.nextAttemptAt.toISOString() } : {}),
    });
  }
}
