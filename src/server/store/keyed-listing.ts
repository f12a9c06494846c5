import { sql } from "kysely";
import type { Listing } from "../http/page.ts";
import { projectToWire, roleToWire, tenantToWire } from "../to-wire.ts";
import type { CustomRoleRow, Db, ProjectRow, TenantRow } from "./tables.ts";

const all = sql<number>`count(*)`.as("all");

/** Custom roles, by key. */
export function rolesListing(db: Db, organization: string): Listing<CustomRoleRow> {
  const roles = () => db.selectFrom("custom_roles").where("organization", "=", organization);
  return {
    count: async () => Number((await roles().select(all).executeTakeFirstOrThrow()).all),
    slice: ([after] = [""], limit) =>
      roles()
        .selectAll()
        .where("key", ">", after ?? "")
        .orderBy("key")
        .limit(limit)
        .execute(),
    keyOf: ({ key }) => [key],
    toWire: roleToWire,
  };
}

/** Tenants, by key. */
export function tenantsListing(db: Db, organization: string): Listing<TenantRow> {
  const tenants = () => db.selectFrom("tenants").where("organization", "=", organization);
  return {
    count: async () => Number((await tenants().select(all).executeTakeFirstOrThrow()).all),
    slice: ([after] = [""], limit) =>
      tenants()
        .selectAll()
        .where("key", ">", after ?? "")
        .orderBy("key")
        .limit(limit)
        .execute(),
    keyOf: ({ key }) => [key],
    toWire: tenantToWire,
  };
}

/** Projects, by key. */
export function projectsListing(db: Db, organization: string): Listing<ProjectRow> {
  const projects = () => db.selectFrom("projects").where("organization", "=", organization);
  return {
    count: async () => Number((await projects().select(all).executeTakeFirstOrThrow()).all),
    slice: ([after] = [""], limit) =>
      projects()
        .selectAll()
        .where("key", ">", after ?? "")
        .orderBy("key")
        .limit(limit)
        .execute(),
    keyOf: ({ key }) => [key],
    toWire: projectToWire,
  };
}
