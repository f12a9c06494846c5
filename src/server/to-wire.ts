import type { components } from "../api/generated/wire.ts";
import type { FieldValue } from "../membership/role-model.ts";
import type { Scope } from "../membership/scope.ts";
import { statusOf, targetOf } from "./store/rows.ts";
import type {
  AuditEventRow,
  CustomRoleRow,
  GrantRow,
  MemberRow,
  OrganizationRow,
  ProjectRow,
  TenantRow,
  TokenRow,
} from "./store/tables.ts";

/** The bodies of answers, as the OpenAPI file describes them. */
export type Wire = components["schemas"];

/** Version of an object as bodies write it; the headers put quotes around it. */
export function etagOf(changed: number): string {
  return `v${changed}`;
}

export function organizationToWire(row: Omit<OrganizationRow, "role_model">, roleModel: string): Wire["Organization"] {
  return {
    organization: row.key,
    ...titled(row),
    tier: row.tier,
    settings: JSON.parse(row.settings) as Record<string, FieldValue>,
    roleModel,
    version: row.version,
    etag: etagOf(row.changed),
  };
}

export function memberToWire(row: MemberRow): Wire["Member"] {
  return {
    email: row.email,
    role: row.role,
    status: "active",
    attributes: JSON.parse(row.attributes) as Record<string, FieldValue>,
    permissions: JSON.parse(row.overrides) as Wire["Overrides"],
    etag: etagOf(row.changed),
  };
}

export function invitationToWire(row: MemberRow, now: string): Wire["Invitation"] {
  return {
    id: row.invitation ?? "",
    email: row.email,
    role: row.role,
    status: statusOf(row, now) === "expired" ? "expired" : "pending",
    attributes: JSON.parse(row.attributes) as Record<string, FieldValue>,
    ...targetToWire(row),
    expiresAt: row.expires_at ?? "",
    etag: etagOf(row.changed),
  };
}

export function targetToWire(row: Pick<MemberRow, "target_scope" | "target_place" | "target_role">): {
  target?: Wire["InvitationTarget"];
} {
  const target = targetOf(row);
  return target === undefined ? {} : { target: { ...target.place, role: target.role } };
}

export function roleToWire(row: CustomRoleRow): Wire["Role"] {
  return {
    role: row.key,
    scope: row.scope as Scope,
    ...titled(row),
    permissions: JSON.parse(row.permissions) as string[],
    etag: etagOf(row.changed),
  };
}

export function tenantToWire(row: TenantRow): Wire["Tenant"] {
  return { tenant: row.key, ...titled(row), etag: etagOf(row.changed) };
}

export function projectToWire(row: ProjectRow): Wire["Project"] {
  const tenant = row.tenant === null ? {} : { tenant: row.tenant };
  return { project: row.key, ...titled(row), ...tenant, etag: etagOf(row.changed) };
}

export function tenantMemberToWire(row: GrantRow): Wire["TenantMember"] {
  return { tenant: row.place, email: row.email, role: row.role, etag: etagOf(row.changed) };
}

export function projectMemberToWire(row: GrantRow): Wire["ProjectMember"] {
  return { project: row.place, email: row.email, role: row.role, etag: etagOf(row.changed) };
}

export function tokenToWire(row: TokenRow): Wire["Token"] {
  return {
    id: row.id,
    email: row.email,
    ...titled(row),
    ...(row.ceiling === null ? {} : { ceiling: row.ceiling }),
    createdAt: row.created_at,
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  };
}

export function auditEventToWire(row: AuditEventRow): Wire["AuditEvent"] {
  return {
    id: `${row.version}-${row.seq}`,
    at: row.at,
    actor: row.actor,
    kind: row.kind,
    address: row.address,
    before: row.before === null ? null : (JSON.parse(row.before) as Record<string, unknown>),
    after: row.after === null ? null : (JSON.parse(row.after) as Record<string, unknown>),
    version: row.version,
    requestId: row.request_id,
    ...(row.plan_digest === null ? {} : { planDigest: row.plan_digest }),
  };
}

function titled({ title }: { readonly title: string | null }): { title?: string } {
  return title === null ? {} : { title };
}
