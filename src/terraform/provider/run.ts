import { randomUUID } from "node:crypto";
import { type Clock, SYSTEM_CLOCK } from "../../api/clock.ts";
import type { MembershipReader, MembershipWriter, WriteResult } from "../../api/ports.ts";
import type { PlannableChange } from "../../membership/change.ts";
import { Bell } from "./bell.ts";
import { tryFindEtag } from "./etags.ts";
import { LiveLook, preconditionOf } from "./live-look.ts";
import type { Look } from "./look.ts";
import { PlannedOrganization } from "./planned-organization.ts";
import { SharedReading, type Sight } from "./shared-reading.ts";
import { WriteLog } from "./write-log.ts";

export interface RunOptions {
  readonly reader: MembershipReader;
  readonly writer: MembershipWriter;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
  /** Milliseconds without a write of this run after which an apply waits for nothing more. */
  readonly patience?: number;
  /** Milliseconds without a question after which a plan waits for no other resource any more. */
  readonly attention?: number;
}

const PATIENCE = 30_000;
const ATTENTION = 2000;
/** Terraform asks about ten resources at once by default: some of them must not wait, or nothing comes any more. */
const MOST_WAITING = 4;

/**
 * One run of Terraform against one organization: what it read, did and plans, shared by all its resources. The
 * organization is read once for all; after a write it is read again for whoever asks what is there, while those who
 * write go on from what they know.
 */
export class Run {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly patience: number;
  readonly #attention: number;
  #waiting = 0;
  readonly #writer: MembershipWriter;
  readonly #reading: SharedReading;
  readonly #log = new WriteLog();
  readonly #written = new Bell();
  readonly #asked = new Bell();
  #live: Promise<LiveLook> | undefined;
  #known: LiveLook | undefined;
  #planned: PlannedOrganization | undefined;

  constructor({
    reader,
    writer,
    signal,
    clock = SYSTEM_CLOCK,
    patience = PATIENCE,
    attention = ATTENTION,
  }: RunOptions) {
    this.signal = signal;
    this.clock = clock;
    this.patience = patience;
    this.#attention = attention;
    this.#writer = writer;
    this.#reading = new SharedReading(reader, () => this.#log.length);
  }

  /** The organization as it is now, after every write of this run that was answered. Throws ApiError. */
  async read(): Promise<Look & { readonly sight: Sight }> {
    this.#asked.ring();
    const sight = await this.#reading.current();
    return { ...lookAt(sight), sight };
  }

  /** The organization as this run knows it: read once, and carried on with each of its writes. Throws ApiError. */
  async live(): Promise<LiveLook> {
    this.#live ??= this.#readLive();
    return await this.#live;
  }

  /** As {@link live}, read anew. */
  async refresh(): Promise<LiveLook> {
    this.#reading.drop();
    this.#live = this.#readLive();
    return await this.#live;
  }

  /** What all plans of this run so far would make of the organization. Throws ApiError. */
  async planned(): Promise<PlannedOrganization> {
    const { facts, actor } = await this.live();
    this.#planned ??= new PlannedOrganization(facts.copy(), actor, () => this.#asked.ring());
    this.#asked.ring();
    return this.#planned;
  }

  /** Sends a change, bound to the version that is known; once done, everybody of this run knows. */
  async write(change: PlannableChange): Promise<WriteResult> {
    const look = await this.live();
    const precondition = preconditionOf(look, change);
    const sent = { change, precondition, idempotencyKey: randomUUID(), planDigest: "terraform" };
    const result = await this.#writer.write(sent);
    if (result.outcome !== "failed") this.#note(change, result);
    return result;
  }

  /** Resolves to true with the next write of this run, and to false after so many milliseconds without one. */
  async nextWrite(milliseconds: number): Promise<boolean> {
    return await this.#written.next(milliseconds, this.clock, this.signal);
  }

  /** Lets the plans of other resources come first, as long as there are any and the condition holds. */
  async whilePlanned(holds: () => boolean): Promise<void> {
    if (this.#waiting >= MOST_WAITING) return;
    this.#waiting += 1;
    try {
      while (holds() && (await this.#asked.next(this.#attention, this.clock, this.signal)));
    } finally {
      this.#waiting -= 1;
    }
  }

  #note(change: PlannableChange, result: WriteResult): void {
    const written = { change, etag: result.outcome === "done" ? result.etag : undefined };
    if (result.outcome === "done") {
      this.#known?.carryOn(written);
      this.#planned?.record(change);
    }
    this.#log.add({ ...written, certain: result.outcome === "done" });
    this.#written.ring();
  }

  async #readLive(): Promise<LiveLook> {
    const before = this.#log.length;
    const reading = this.#reading.current();
    try {
      const look = new LiveLook(await reading);
      // What was answered while the reading was under way may be missing in it; twice the same is once.
      for (const written of this.#log.since(before)) if (written.certain) look.carryOn(written);
      this.#known = look;
      return look;
    } catch (error) {
      this.#live = undefined;
      throw error;
    }
  }
}

function lookAt(sight: Sight): Look {
  const { actor, facts, completeness, organization } = sight;
  return {
    actor,
    facts,
    completeness,
    invitedHere: new Set(),
    tryFindEtag: (address) => tryFindEtag(organization, address),
  };
}
