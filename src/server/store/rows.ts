import type {
  Grant,
  Invitation,
  InvitationTarget,
  Member,
  MemberStatus,
  Override,
} from "../../membership/organization.ts";
import type { FieldValue } from "../../membership/role-model.ts";
import type { GrantRow, MemberRow } from "./tables.ts";

/** The person that a row holds, as of `now` (ISO 8601): whether an invitation has expired is a question of time. */
export function memberOf(row: MemberRow, now: string): Member {
  const invitation = invitationOf(row);
  return {
    email: row.email,
    role: row.role,
    status: statusOf(row, now),
    attributes: JSON.parse(row.attributes) as Record<string, FieldValue>,
    overrides: JSON.parse(row.overrides) as Record<string, Override>,
    ...(invitation === undefined ? {} : { invitation }),
  };
}

export function statusOf(row: Pick<MemberRow, "status" | "expires_at">, now: string): MemberStatus {
  if (row.status === "active") return "active";
  return row.expires_at !== null && row.expires_at <= now ? "expired" : "invited";
}

function invitationOf(row: MemberRow): Invitation | undefined {
  if (row.invitation === null) return undefined;
  const target = targetOf(row);
  return {
    id: row.invitation,
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(target === undefined ? {} : { target }),
  };
}

export function targetOf(
  row: Pick<MemberRow, "target_scope" | "target_place" | "target_role">,
): InvitationTarget | undefined {
  const { target_scope: scope, target_place: key, target_role: role } = row;
  if (scope === null || key === null || role === null) return undefined;
  return { place: scope === "tenant" ? { scope, tenant: key } : { scope, project: key }, role };
}

export function grantOf({ email, role }: GrantRow): Grant {
  return { email, role };
}
