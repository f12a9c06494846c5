import type { Insertable, Kysely, Selectable } from "kysely";

/** The tables, as SQL sees them. Instants are ISO 8601 in UTC, so that text order is time order; JSON is kept as text. */
export interface Tables {
  organizations: OrganizationTable;
  custom_roles: CustomRoleTable;
  members: MemberTable;
  tenants: TenantTable;
  projects: ProjectTable;
  grants: GrantTable;
  accounts: AccountTable;
  tokens: TokenTable;
  idempotency_keys: IdempotencyKeyTable;
  audit_events: AuditEventTable;
  letters: LetterTable;
  invitation_tokens: InvitationTokenTable;
  ended_invitations: EndedInvitationTable;
}

/** A connection to the store, in or outside of a transaction. */
export type Db = Kysely<Tables>;

/** `changed` is, in every table, the organization's version at which the row last changed. */
interface OrganizationTable {
  /** Random, so that an organization made anew under a known key is another one. */
  id: string;
  key: string;
  title: string | null;
  tier: string;
  settings: string;
  role_model: string;
  version: number;
  changed: number;
  /** Random, new whenever a custom role changes: what was made of the roles can be kept as long as it stays. */
  roles_stamp: string;
}

interface CustomRoleTable {
  organization: string;
  key: string;
  scope: string;
  title: string | null;
  permissions: string;
  changed: number;
}

/** Members and invitations: one life. An invitation has expired once `expires_at` has passed. */
interface MemberTable {
  organization: string;
  email_key: string;
  email: string;
  role: string;
  status: "active" | "invited";
  attributes: string;
  overrides: string;
  invitation: string | null;
  expires_at: string | null;
  target_scope: "tenant" | "project" | null;
  target_place: string | null;
  target_role: string | null;
  changed: number;
}

interface TenantTable {
  organization: string;
  key: string;
  title: string | null;
  changed: number;
}

interface ProjectTable {
  organization: string;
  key: string;
  title: string | null;
  tenant: string | null;
  changed: number;
}

interface GrantTable {
  organization: string;
  scope: "tenant" | "project";
  place: string;
  email_key: string;
  email: string;
  role: string;
  changed: number;
}

interface AccountTable {
  email_key: string;
  email: string;
  name: string | null;
  created_at: string;
}

interface TokenTable {
  id: string;
  hash: string;
  email_key: string;
  email: string;
  /** Where it was made. With a ceiling, the only organization that it is good for. */
  organization: string | null;
  title: string | null;
  ceiling: string | null;
  created_at: string;
  expires_at: string | null;
}

interface IdempotencyKeyTable {
  principal: string;
  key: string;
  fingerprint: string;
  answer: string;
  created_at: string;
}

/** Outlives its organization. */
interface AuditEventTable {
  organization: string;
  version: number;
  seq: number;
  at: string;
  actor: string;
  kind: string;
  address: string;
  before: string | null;
  after: string | null;
  request_id: string;
  plan_digest: string | null;
}

/** The letter of a pending invitation: the one that is due, or the last one that left. It goes with the invitation. */
interface LetterTable {
  /** Random, and another one where an invitation is sent again. */
  id: string;
  organization: string;
  email_key: string;
  /** E-mail address of who invited, or sent the invitation again. */
  inviter: string;
  state: "waiting" | "sent" | "refused";
  /** How often it was tried, the attempt under way included. */
  attempts: number;
  queued_at: string;
  /** Not to be tried before. While it is being tried: when whoever tries it is given up. */
  next_attempt_at: string;
  /** Random, of the attempt under way. */
  claim: string | null;
  /** Why the last attempt failed; no token and no password is in it. */
  last_error: string | null;
}

/** One-time tokens that letters carry, as hashes. Dead ones stay a while, so that an old link can say why it is dead. */
interface InvitationTokenTable {
  hash: string;
  organization: string;
  email_key: string;
  state: "live" | "used" | "replaced" | "cancelled";
  /** When its invitation expires. */
  expires_at: string;
}

/** Invitations that are over: their rows are gone, or have become members'. */
interface EndedInvitationTable {
  organization: string;
  /** Its id. */
  invitation: string;
  email_key: string;
  email: string;
  ending: "accepted" | "cancelled";
  ended_at: string;
}

export type OrganizationRow = Selectable<OrganizationTable>;
export type CustomRoleRow = Selectable<CustomRoleTable>;
export type MemberRow = Selectable<MemberTable>;
export type NewMemberRow = Insertable<MemberTable>;
export type TenantRow = Selectable<TenantTable>;
export type ProjectRow = Selectable<ProjectTable>;
export type GrantRow = Selectable<GrantTable>;
export type TokenRow = Selectable<TokenTable>;
export type AuditEventRow = Selectable<AuditEventTable>;
export type InvitationTokenRow = Selectable<InvitationTokenTable>;
export type EndedInvitationRow = Selectable<EndedInvitationTable>;
