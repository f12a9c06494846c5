import type { Precondition } from "../../api/ports.ts";
import { addressOf, type PlannableChange } from "../../membership/change.ts";
import type { OrganizationDraft } from "../../membership/draft.ts";
import { type EmailKey, emailKey } from "../../membership/email.ts";
import { applyChange } from "../../membership/evolve.ts";
import type { Actor } from "../../membership/standing.ts";
import { tryFindEtag } from "./etags.ts";
import type { Look } from "./look.ts";
import type { Sight } from "./shared-reading.ts";
import type { Written } from "./write-log.ts";

/** The organization as one run knows it. */
export class LiveLook implements Look {
  readonly facts: OrganizationDraft;
  readonly actor: Actor;
  readonly completeness: Look["completeness"];
  readonly invitedHere = new Set<EmailKey>();
  readonly #sight: Sight;
  readonly #etags = new Map<string, string | undefined>();

  constructor(sight: Sight) {
    this.facts = sight.facts.copy();
    this.actor = sight.actor;
    this.completeness = sight.completeness;
    this.#sight = sight;
  }

  tryFindEtag(address: string): string | undefined {
    const key = emailKey(address);
    return this.#etags.has(key) ? this.#etags.get(key) : tryFindEtag(this.#sight.organization, address);
  }

  /** The API's name of a pending invitation, where it was read and not sent by this run. */
  tryFindInvitation(email: string): string | undefined {
    const key = emailKey(email);
    return this.invitedHere.has(key) ? undefined : this.#sight.organization.members.get(key)?.invitation?.id;
  }

  carryOn({ change, etag }: Pick<Written, "change" | "etag">): void {
    applyChange(this.facts, change);
    if (change.kind === "invite-member") this.invitedHere.add(emailKey(change.email));
    this.#etags.set(emailKey(addressOf(change)), etag);
  }
}

const MAKES_NEW: ReadonlySet<PlannableChange["kind"]> = new Set([
  "create-role",
  "create-tenant",
  "create-project",
  "invite-member",
  "transfer-ownership",
]);

/** What the object of a change must still be for the change to go through. */
export function preconditionOf(look: LiveLook, change: PlannableChange): Precondition {
  if (change.kind === "grant-tenant-role" || change.kind === "grant-project-role") return { absent: true };
  if (MAKES_NEW.has(change.kind)) return {};
  const etag = look.tryFindEtag(addressOf(change));
  const pending = change.kind === "cancel-invitation" || change.kind === "resend-invitation";
  const invitation = pending ? look.tryFindInvitation(change.email) : undefined;
  return { ...(etag === undefined ? {} : { etag }), ...(invitation === undefined ? {} : { invitation }) };
}
