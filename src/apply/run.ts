import { ApiError, isHopeless } from "../api/api-error.ts";
import type { MembershipWriter, Precondition, WriteResult } from "../api/ports.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";
import type { ApplyOptions } from "./apply-plan.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { JournalError } from "./journal-error.ts";
import { LiveVersions } from "./live-versions.ts";
import type { Outcome } from "./outcome.ts";
import { RunOrder } from "./run-order.ts";

/** Why no further change starts. */
interface Stop {
  readonly code: string;
  readonly message: string;
}

const DEFAULT_CONCURRENCY = 8;

/** One run of a plan, from its first request to its last answer. */
export class Run {
  readonly #plan: Plan;
  readonly #writer: MembershipWriter;
  readonly #options: ApplyOptions;
  readonly #order: RunOrder;
  readonly #versions = new LiveVersions();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #notes: Promise<void>[] = [];
  #underWay = 0;
  #stop: Stop | undefined;
  #bug: unknown;
  #finish: () => void = () => undefined;

  constructor(plan: Plan, writer: MembershipWriter, options: ApplyOptions) {
    this.#plan = plan;
    this.#writer = writer;
    this.#options = options;
    this.#order = new RunOrder(plan.changes);
  }

  /** Runs as far as it gets, and gives one outcome for each change. */
  async toEnd(): Promise<readonly Outcome[]> {
    const { signal } = this.#options;
    const interrupt = () => this.#stopAll({ code: "interrupted", message: "the run was interrupted" });
    if (signal?.aborted === true) interrupt();
    signal?.addEventListener("abort", interrupt, { once: true });
    this.#resume();
    await new Promise<void>((resolve) => {
      this.#finish = resolve;
      this.#startReady();
    });
    signal?.removeEventListener("abort", interrupt);
    await Promise.all(this.#notes);
    const outcomes = this.#plan.changes.map(
      (planned) => this.#outcomes.get(planned.id) ?? this.#settle(planned, this.#leftOver()),
    );
    if (this.#bug !== undefined) throw this.#bug;
    return outcomes;
  }

  /** What earlier runs did is not sent again, and what they learned of versions counts. */
  #resume(): void {
    const { journal } = this.#options;
    for (const planned of this.#plan.changes) {
      const entry = journal?.entries.get(planned.id);
      if (entry?.state !== "done") continue;
      this.#versions.changed(planned, entry.etag);
      this.#settle(planned, { outcome: "done", resumed: true });
    }
  }

  #startReady(): void {
    const most = Math.max(1, this.#options.concurrency ?? DEFAULT_CONCURRENCY);
    while (this.#stop === undefined && this.#underWay < most) {
      const planned = this.#order.tryTake();
      if (planned === undefined) break;
      const missing = planned.needs.find((id) => this.#outcomes.get(id)?.outcome !== "done");
      if (missing === undefined) this.#start(planned);
      else this.#settle(planned, this.#withoutNeed(missing));
    }
    if (this.#underWay === 0) this.#finish();
  }

  #start(planned: PlannedChange): void {
    this.#underWay += 1;
    this.#carryOut(planned)
      .then((outcome) => this.#settle(planned, outcome))
      .finally(() => {
        this.#underWay -= 1;
        this.#startReady();
      });
  }

  async #carryOut(planned: PlannedChange): Promise<Omit<Outcome, "id">> {
    const { journal, onStart } = this.#options;
    const precondition = this.#preconditionOf(planned);
    try {
      await journal?.sent(planned.id, precondition.etag);
    } catch (error) {
      return { outcome: "not-attempted", ...this.#stopAll(stopOf(error)) };
    }
    // The run may have ended while the journal was written.
    if (this.#stop !== undefined) return { outcome: "not-attempted", ...this.#stop };
    this.#tell(() => onStart?.(planned));
    const result = await this.#send(planned, precondition);
    if (result.outcome !== "done") {
      const { code, message } = result;
      const { etag } = precondition;
      this.#note({ id: planned.id, state: result.outcome, code, ...(etag === undefined ? {} : { expects: etag }) });
      if (isHopeless(code))
        this.#stopAll({ code: "stopped", message: `not attempted after ${planned.id}: ${message}` });
      return { outcome: result.outcome, code, message };
    }
    this.#versions.changed(planned, result.etag);
    this.#note({ id: planned.id, state: "done", ...(result.etag === undefined ? {} : { etag: result.etag }) });
    return { outcome: "done" };
  }

  /** What may have been carried out already is asked for again in the very same words: it is the same request. */
  #preconditionOf(planned: PlannedChange): Precondition {
    const { etag: live, ...others } = this.#versions.preconditionOf(planned);
    const entry = this.#options.journal?.entries.get(planned.id);
    const etag = entry?.state === "sent" || entry?.state === "unknown" ? entry.expects : live;
    return { ...others, ...(etag === undefined ? {} : { etag }) };
  }

  async #send(planned: PlannedChange, precondition: Precondition): Promise<WriteResult> {
    const { digest } = this.#plan;
    try {
      return await this.#writer.write({
        change: planned.change,
        precondition,
        idempotencyKey: idempotencyKey(digest, planned.id),
        planDigest: digest,
      });
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof ApiError) return { outcome: error.sent ? "unknown" : "failed", code: error.code, message };
      // A bug in a writer: nobody knows how far it came, and it would come no further with the next change.
      this.#stopAll({ code: "internal-error", message: `not attempted after ${planned.id}: ${message}` });
      return { outcome: "unknown", code: "internal-error", message };
    }
  }

  /** Not waited for: lines are written in order, so whatever follows is on the disk later than this. */
  #note(entry: Parameters<NonNullable<ApplyOptions["journal"]>["ended"]>[0]): void {
    const noted = this.#options.journal?.ended(entry).catch((error: unknown) => void this.#stopAll(stopOf(error)));
    if (noted !== undefined) this.#notes.push(noted);
  }

  #settle(planned: PlannedChange, outcome: Omit<Outcome, "id">): Outcome {
    const known: Outcome = { id: planned.id, ...this.#remembering(planned, outcome) };
    this.#outcomes.set(planned.id, known);
    this.#order.settle(planned.id);
    this.#tell(() => this.#options.onOutcome?.(known, planned));
    return known;
  }

  /** What an earlier run sent, without learning of its fate, was attempted, whatever this run came to. */
  #remembering({ id }: PlannedChange, outcome: Omit<Outcome, "id">): Omit<Outcome, "id"> {
    const state = this.#options.journal?.entries.get(id)?.state;
    if (outcome.outcome !== "not-attempted" || (state !== "sent" && state !== "unknown")) return outcome;
    const message = `an earlier run sent it and knows no answer; this one did not ask again: ${outcome.message}`;
    return { outcome: "unknown", code: "sent-before", message };
  }

  /** Who listens is not what was asked for: a bug there ends the run in order, and is told at its end. */
  #tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#bug ??= error;
      this.#stopAll({ code: "internal-error", message: (error as Error).message });
    }
  }

  /** The first reason counts. */
  #stopAll(stop: Stop): Stop {
    this.#stop ??= stop;
    return stop;
  }

  #withoutNeed(id: string): Omit<Outcome, "id"> {
    const state = this.#outcomes.get(id)?.outcome ?? "never started";
    return { outcome: "not-attempted", code: "need-not-done", message: `needs ${id}, which is ${state}` };
  }

  /** What never became ready: the run stopped, or its needs lead in a circle. */
  #leftOver(): Omit<Outcome, "id"> {
    return {
      outcome: "not-attempted",
      ...(this.#stop ?? { code: "need-not-done", message: "what it needs is not in the plan, or needs it in turn" }),
    };
  }
}

/** An unwritable journal is the machine's fault; any other exception of one is a bug and is named as such. */
function stopOf(error: unknown): Stop {
  const { message } = error as Error;
  return { code: error instanceof JournalError ? error.code : "internal-error", message };
}
