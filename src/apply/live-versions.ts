import type { Precondition } from "../api/ports.ts";
import { emailKey } from "../membership/email.ts";
import type { PlannedChange } from "../plan/plan.ts";

/**
 * The versions of live objects as this run knows them. Once the run has changed an object, the version in the plan
 * is history: what the API answered counts, and where it named none, nothing is expected.
 */
export class LiveVersions {
  readonly #known = new Map<string, string | undefined>();
  #membersMoved = false;

  /** Notes that a change was carried out, and the version that it left. */
  changed({ change, address }: PlannedChange, etag: string | undefined): void {
    if (change.kind === "transfer-ownership") this.#forgetMembers();
    this.#known.set(emailKey(address), etag);
  }

  /** What the live object must still be for the change to go through. */
  preconditionOf({ address, expects }: PlannedChange): Precondition {
    const etag = this.#etagOf(address, expects.etag);
    return {
      ...(etag === undefined ? {} : { etag }),
      ...(expects.absent === true ? { absent: true } : {}),
      ...(expects.invitation === undefined ? {} : { invitation: expects.invitation }),
    };
  }

  #etagOf(address: string, planned: string | undefined): string | undefined {
    const key = emailKey(address);
    if (this.#known.has(key)) return this.#known.get(key);
    return this.#membersMoved && key.startsWith("members/") ? undefined : planned;
  }

  /** A transfer changes the former owner as well, whom it does not name. */
  #forgetMembers(): void {
    this.#membersMoved = true;
    for (const key of [...this.#known.keys()]) if (key.startsWith("members/")) this.#known.delete(key);
  }
}
