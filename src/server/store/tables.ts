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
  token_hash: string | null;
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

export type OrganizationRow = Selectable<OrganizationTable>;
export type CustomRoleRow = Selectable<CustomRoleTable>;
export type MemberRow = Selectable<MemberTable>;
export type NewMemberRow = Insertable<MemberTable>;
export type TenantRow = Selectable<TenantTable>;
export type ProjectRow = Selectable<ProjectTable>;
export type GrantRow = Selectable<GrantTable>;
export type TokenRow = Selectable<TokenTable>;
export type AuditEventRow = Selectable<AuditEventTable>;
