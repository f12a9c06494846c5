import { sql } from "kysely";
import type { Db, MemberRow } from "./tables.ts";

const all = sql<number>`count(*)`.as("all");

export async function countRows(
  db: Db,
  organization: string,
  table: "custom_roles" | "tenants" | "projects",
): Promise<number> {
  const query = db.selectFrom(table).select(all).where("organization", "=", organization);
  return Number((await query.executeTakeFirstOrThrow()).all);
}

export async function countPeople(db: Db, organization: string, status: MemberRow["status"]): Promise<number> {
  const query = db.selectFrom("members").select(all).where("organization", "=", organization);
  return Number((await query.where("status", "=", status).executeTakeFirstOrThrow()).all);
}

export async function countGrants(db: Db, organization: string, scope: "tenant" | "project"): Promise<number> {
  const query = db.selectFrom("grants").select(all).where("organization", "=", organization);
  return Number((await query.where("scope", "=", scope).executeTakeFirstOrThrow()).all);
}
