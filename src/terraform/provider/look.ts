import type { Collection } from "../../membership/declaration.ts";
import type { OrganizationDraft } from "../../membership/draft.ts";
import type { EmailKey } from "../../membership/email.ts";
import type { Completeness } from "../../membership/reading.ts";
import type { Actor } from "../../membership/standing.ts";

/** The organization as somebody sees it: as it was read, with what this run did or plans to do. Not to be changed. */
export interface Look {
  /** Whose token it is. */
  readonly actor: Actor;
  readonly facts: OrganizationDraft;
  readonly completeness: Readonly<Record<Collection, Completeness>>;
  /** People whom this very run invites, or has invited. */
  readonly invitedHere: ReadonlySet<EmailKey>;
  /** The version of the object at an address, where it is known. */
  tryFindEtag(address: string): string | undefined;
}
