import type { Change } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import { memberToWire } from "../to-wire.ts";
import { type LiveObject, objectOf, tryReadObject } from "./live-object.ts";
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
  const object = await tryReadObject(db, state, objectOf(change), now);
  if (object === undefined) return undefined;
  const { body } = object;
  switch (change.kind) {
    case "accept-invitation":
      return { ...body, ...(await broughtAlong(db, state, change.email, object)) };
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

/** The grant that an acceptance made: it is as old as the membership. An invitation has brought none yet. */
async function broughtAlong(
  db: Db,
  state: OrganizationState,
  email: string,
  { body, changed }: LiveObject,
): Promise<{ readonly grants?: readonly object[] }> {
  if (!("status" in body) || body.status !== "active") return {};
  const grants = await grantsOf(db, state, email, changed);
  return grants.length === 0 ? {} : { grants };
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

/** Of a person: all, or those that last changed at this version. */
async function grantsOf(db: Db, { id }: OrganizationState, email: string, changed?: number): Promise<object[]> {
  const grants = db
    .selectFrom("grants")
    .select(["scope", "place", "role"])
    .where("organization", "=", id)
    .where("email_key", "=", emailKey(email))
    .orderBy("scope")
    .orderBy("place");
  const rows = await (changed === undefined ? grants : grants.where("changed", "=", changed)).execute();
  return rows.map(({ scope, place, role }) => ({ [scope]: place, role }));
}

async function projectsIn(db: Db, { id }: OrganizationState, tenant: string): Promise<string[]> {
  const query = db.selectFrom("projects").select("key").where("organization", "=", id).where("tenant", "=", tenant);
  return (await query.orderBy("key").execute()).map(({ key }) => key);
}
