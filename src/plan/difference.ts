import type { SourcePosition } from "../diagnostics/source.ts";
import { addressOf, type PlannableChange } from "../membership/change.ts";
import type { Collection, Declaration, UnmanagedPolicy } from "../membership/declaration.ts";
import type { EmailKey } from "../membership/email.ts";
import { settingsInForce } from "../membership/field.ts";
import type { Organization } from "../membership/organization.ts";
import type { Reading } from "../membership/reading.ts";
import type { RoleModel } from "../membership/role-model.ts";
import type { Unmanaged, Waiting } from "./plan.ts";

/** A change that the difference asks for, not yet ordered or judged. */
export interface Wanted {
  readonly change: PlannableChange;
  readonly source?: SourcePosition;
}

/** Everything in which the live side differs from the declared one. */
export interface Difference {
  readonly wanted: readonly Wanted[];
  readonly waiting: readonly Waiting[];
  readonly unmanaged: readonly Unmanaged[];
  /** Removals that are not planned, because a listing cannot be trusted. */
  readonly withheld: readonly Withheld[];
}

/** A removal that is not planned. */
export interface Withheld {
  readonly address: string;
  /** The listing at fault. */
  readonly listing: Collection;
}

/** What goes with an object of a collection and is an object of its own: unlisted ones would go unseen. */
const CARRIED: Readonly<Partial<Record<Collection, readonly Collection[]>>> = { tenants: ["projects"] };

/** Collects a difference while the parts of an organization are compared. */
export class DifferenceBuilder {
  readonly model: RoleModel;
  readonly declaration: Declaration;
  readonly desired: Organization;
  readonly current: Organization;
  /** Settings as they will be, defaults included. */
  readonly settings: Organization["settings"];
  /** People who leave with this plan, and with them every grant of theirs. */
  readonly leaving = new Set<EmailKey>();
  readonly #reading: Reading;
  readonly #wanted: Wanted[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #unmanaged: Unmanaged[] = [];
  readonly #withheld: Withheld[] = [];

  constructor(model: RoleModel, declaration: Declaration, reading: Reading) {
    this.model = model;
    this.declaration = declaration;
    this.desired = declaration.organization;
    this.current = reading.organization;
    this.settings = settingsInForce(model, { ...this.current.settings, ...this.desired.settings });
    this.#reading = reading;
  }

  want(change: PlannableChange, source?: SourcePosition): void {
    this.#wanted.push(source === undefined ? { change } : { change, source });
  }

  /** A removal, unless a listing that it follows from, or of what it carries along, cannot be trusted. */
  wantRemoval(collection: Collection, change: PlannableChange, source?: SourcePosition): boolean {
    const untrusted = [collection, ...(CARRIED[collection] ?? [])].filter(
      (listing) => this.#reading.completeness[listing].state !== "complete",
    );
    for (const listing of untrusted) this.#withheld.push({ address: addressOf(change), listing });
    if (untrusted.length > 0) return false;
    this.want(change, source);
    return true;
  }

  /** Notes a role that is given once somebody has accepted their invitation. */
  wait(address: string, role: string): void {
    this.#waiting.push({ address, for: "invitation accepted", role });
  }

  /** What to do with a live object that no file declares; it is noted where the policy says so. */
  unmanaged(collection: Collection, address: string, role?: string): UnmanagedPolicy {
    const policy = this.declaration.unmanaged[collection];
    if (policy === "report") this.#unmanaged.push(role === undefined ? { address } : { address, role });
    return policy;
  }

  finish(): Difference {
    return { wanted: this.#wanted, waiting: this.#waiting, unmanaged: this.#unmanaged, withheld: this.#withheld };
  }
}
