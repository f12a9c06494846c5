import type { SourcePosition } from "../diagnostics/source.ts";
import type { EmailKey } from "./email.ts";
import type { FieldValue } from "./role-model.ts";
import type { Place, Scope } from "./scope.ts";

/** A member's one life: absent, then invited, then active; an invitation can also expire. */
export type MemberStatus = "invited" | "expired" | "active";

/** What one member may do (`allow`) or not (`deny`), whatever their role gives. */
export type Override = "allow" | "deny";

/** What both sides may know about an object: the live side its version, the declared side its place in a file. */
export interface Provenance {
  /** Opaque version of the live object, for preconditions. */
  readonly etag?: string;
  readonly source?: SourcePosition;
}

/** Somebody in the organization, or invited to it. */
export interface Member extends Provenance {
  /** As it is printed; maps are keyed by `emailKey(email)`. */
  readonly email: string;
  /** Key of an organization role. */
  readonly role: string;
  readonly status: MemberStatus;
  readonly attributes: Readonly<Record<string, FieldValue>>;
  /** Permissions switched for this member alone. */
  readonly overrides: Readonly<Record<string, Override>>;
  /** Present while invited or expired. */
  readonly invitation?: Invitation;
  /** Declared only through a grant below: joins with the model's joining role, which is then not managed. */
  readonly implied?: boolean;
}

/** An invitation that was sent and not accepted. */
export interface Invitation {
  /** The API's name for it. */
  readonly id: string;
  /** Instant, ISO 8601 in UTC. */
  readonly expiresAt?: string;
  /** A tenant or project role that acceptance grants as well. */
  readonly target?: InvitationTarget;
}

/** A role at a tenant or a project that comes with an invitation. */
export interface InvitationTarget {
  readonly place: Exclude<Place, { scope: "organization" }>;
  readonly role: string;
}

/** A role that somebody has at one tenant or project. */
export interface Grant extends Provenance {
  readonly email: string;
  readonly role: string;
}

/** A role that the organization defined itself. */
export interface CustomRole extends Provenance {
  readonly key: string;
  readonly scope: Scope;
  readonly title: string | undefined;
  readonly permissions: readonly string[];
}

export interface Tenant extends Provenance {
  readonly key: string;
  readonly title: string | undefined;
  readonly members: ReadonlyMap<EmailKey, Grant>;
}

export interface Project extends Provenance {
  readonly key: string;
  readonly title: string | undefined;
  /** Key of the tenant that it belongs to, where the model has tenants. */
  readonly tenant: string | undefined;
  readonly members: ReadonlyMap<EmailKey, Grant>;
}

/** One organization: the type of what is wanted and of what is. Undefined title and tier mean "not managed". */
export interface Organization extends Provenance {
  readonly key: string;
  readonly title: string | undefined;
  readonly tier: string | undefined;
  readonly settings: Readonly<Record<string, FieldValue>>;
  readonly roles: ReadonlyMap<string, CustomRole>;
  readonly members: ReadonlyMap<EmailKey, Member>;
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly projects: ReadonlyMap<string, Project>;
}
