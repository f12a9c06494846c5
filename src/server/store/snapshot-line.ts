import type { Wire } from "../to-wire.ts";
import { targetToWire } from "../to-wire.ts";
import { statusOf } from "./rows.ts";
import type { CustomRoleRow, GrantRow, MemberRow, OrganizationRow, ProjectRow, TenantRow } from "./tables.ts";

/**
 * Lines of the snapshot, put together from text: the columns that hold JSON are copied as they are, because with
 * 100,000 members reading and writing them again is most of the work. What is empty is left out.
 */

export type Counts = Wire["SnapshotHeader"]["counts"];

export const MEMBER_COLUMNS = ["email_key", "email", "role", "attributes", "overrides", "changed"] as const;
export const INVITATION_COLUMNS = [
  ...MEMBER_COLUMNS,
  "status",
  "invitation",
  "expires_at",
  "target_scope",
  "target_place",
  "target_role",
] as const;

/** A row with the columns of its status. */
export type PersonRow = Pick<MemberRow, (typeof MEMBER_COLUMNS)[number]> &
  Partial<Pick<MemberRow, (typeof INVITATION_COLUMNS)[number]>>;
export type GrantLineRow = Pick<GrantRow, "place" | "email_key" | "email" | "role" | "changed">;

const text = JSON.stringify;

export function header(version: number, counts: Counts): string {
  return `${text({ type: "header", version, counts })}\n`;
}

export function trailer(version: number, count: number): string {
  return `${text({ type: "trailer", version, count })}\n`;
}

export function organization(
  row: Pick<OrganizationRow, "key" | "title" | "tier" | "settings" | "changed">,
  roleModel: string,
): string {
  const rest = `"tier":${text(row.tier)}${json("settings", row.settings)},"roleModel":${text(roleModel)}`;
  return `{"type":"organization","organization":${text(row.key)}${optional("title", row.title)},${rest}${end(row)}`;
}

export function role(row: CustomRoleRow): string {
  const what = `"role":${text(row.key)},"scope":"${row.scope}"${optional("title", row.title)}`;
  return `{"type":"role",${what},"permissions":${row.permissions}${end(row)}`;
}

export function member(row: PersonRow): string {
  const fields = `${json("attributes", row.attributes)}${json("permissions", row.overrides)}`;
  return `{"type":"member","email":${text(row.email)},"role":${text(row.role)}${fields}${end(row)}`;
}

export function invitation(row: PersonRow, now: string): string {
  const full = {
    status: "invited",
    expires_at: null,
    target_scope: null,
    target_place: null,
    target_role: null,
    ...row,
  };
  const { target } = targetToWire(full as MemberRow);
  const status = statusOf(full as MemberRow, now) === "expired" ? "expired" : "pending";
  const who = `"id":${text(row.invitation ?? "")},"email":${text(row.email)},"role":${text(row.role)}`;
  const what = `"status":"${status}"${json("attributes", row.attributes)}`;
  const promised = target === undefined ? "" : `,"target":${text(target)}`;
  return `{"type":"invitation",${who},${what}${promised},"expiresAt":${text(row.expires_at ?? "")}${end(row)}`;
}

export function tenant(row: TenantRow): string {
  return `{"type":"tenant","tenant":${text(row.key)}${optional("title", row.title)}${end(row)}`;
}

export function project(row: ProjectRow): string {
  const fields = `${optional("title", row.title)}${optional("tenant", row.tenant)}`;
  return `{"type":"project","project":${text(row.key)}${fields}${end(row)}`;
}

export function grant(scope: "tenant" | "project", row: GrantLineRow): string {
  const who = `"email":${text(row.email)},"role":${text(row.role)}`;
  return `{"type":"${scope}-member","${scope}":${text(row.place)},${who}${end(row)}`;
}

function end({ changed }: { readonly changed: number }): string {
  return `,"etag":"v${changed}"}\n`;
}

function optional(name: string, value: string | null): string {
  return value === null ? "" : `,"${name}":${text(value)}`;
}

function json(name: string, kept: string): string {
  return kept === "{}" ? "" : `,"${name}":${kept}`;
}
