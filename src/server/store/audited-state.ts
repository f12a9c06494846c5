import type { Change } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import { memberToWire } from "../to-wire.ts";
import { objectOf, tryReadObject } from "./live-object.ts";
import type { OrganizationState } from "./organization-state.ts";
import type { Db } from "./tables.ts";

/**
 * What an audit event shows of a change's object, before it or after it: the object, and what goes or moves with it.
 */
export async function auditedState(
  db: Db,
  state: OrganizationState,
  change: Change,
  now: string,
): Promise<object | undefined> {
  const body = (await tryReadObject(db, state, objectOf(change), now))?.body;
  if (body === undefined) return undefined;
  switch (change.kind) {
    case "transfer-ownership":
      return { ...body, owners: await owners(db, state) };
    case "remove-member":
      return { ...body, grants: await grantsOf(db, state, change.email) };
    case "delete-tenant":
      return { ...body, projects: await projectsIn(db, state, change.tenant) };
    default:
      return body;
  }
}

async function owners(db: Db, { id, model }: OrganizationState): Promise<string[]> {
  const { keystone } = model.ownership;
  if (!("role" in keystone)) return [];
  const rows = await db
    .selectFrom("members")
    .selectAll()
    .where("organization", "=", id)
    .where("role", "=", keystone.role)
    .where("status", "=", "active")
    .orderBy("email_key")
    .execute();
  return rows.map((row) => memberToWire(row).email);
}

async function grantsOf(db: Db, { id }: OrganizationState, email: string): Promise<object[]> {
  const rows = await db
    .selectFrom("grants")
    .select(["scope", "place", "role"])
    .where("organization", "=", id)
    .where("email_key", "=", emailKey(email))
    .orderBy("scope")
    .orderBy("place")
    .execute();
  return rows.map(({ scope, place, role }) => ({ [scope]: place, role }));
}

async function projectsIn(db: Db, { id }: OrganizationState, tenant: string): Promise<string[]> {
  const query = db.selectFrom("projects").select("key").where("organization", "=", id).where("tenant", "=", tenant);
  return (await query.orderBy("key").execute()).map(({ key }) => key);
}
