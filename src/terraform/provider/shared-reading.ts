import type { MembershipReader } from "../../api/ports.ts";
import { OrganizationDraft } from "../../membership/draft.ts";
import type { Reading } from "../../membership/reading.ts";
import type { Actor } from "../../membership/standing.ts";

/** One reading of an organization, and who read it. Not to be changed. */
export interface Sight extends Reading {
  readonly facts: OrganizationDraft;
  readonly actor: Actor;
}

type Identified = Pick<Sight, "actor"> & { readonly model: OrganizationDraft["model"] };

/**
 * The organization read once for everybody who asks. Readings are shared while nothing was written in between;
 * whoever asks after a write is never given what was read before it.
 */
export class SharedReading {
  readonly #reader: MembershipReader;
  readonly #writes: () => number;
  #identified: Promise<Identified> | undefined;
  #current: { readonly writes: number; readonly sight: Promise<Sight> } | undefined;

  /** `writes` counts the writes of this run that were answered so far. */
  constructor(reader: MembershipReader, writes: () => number) {
    this.#reader = reader;
    this.#writes = writes;
  }

  /** Throws ApiError; a failure is not kept. */
  async current(): Promise<Sight> {
    const writes = this.#writes();
    if (this.#current?.writes === writes) return await this.#current.sight;
    const started = { writes, sight: this.#read() };
    this.#current = started;
    started.sight.catch(() => {
      if (this.#current === started) this.#current = undefined;
    });
    return await started.sight;
  }

  /** What was read so far is given to nobody any more. */
  drop(): void {
    this.#current = undefined;
  }

  async #read(): Promise<Sight> {
    const [{ actor, model }, reading] = await Promise.all([this.#identify(), this.#reader.read()]);
    return { ...reading, actor, facts: new OrganizationDraft(model, reading.organization) };
  }

  #identify(): Promise<Identified> {
    const asked = this.#identified ?? this.#ask();
    this.#identified = asked;
    asked.catch(() => {
      this.#identified = undefined;
    });
    return asked;
  }

  async #ask(): Promise<Identified> {
    const [{ email, ceiling }, model] = await Promise.all([this.#reader.whoAmI(), this.#reader.readRoleModel()]);
    return { model, actor: { email, ...(ceiling === undefined ? {} : { ceiling }) } };
  }
}
