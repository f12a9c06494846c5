import type { Change } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import {
  invitationToWire,
  memberToWire,
  organizationToWire,
  projectMemberToWire,
  projectToWire,
  roleToWire,
  tenantMemberToWire,
  tenantToWire,
} from "../to-wire.ts";
import { type GrantPlace, keyOf } from "./grants.ts";
import type { OrganizationState } from "./organization-state.ts";
import type { Db, GrantRow } from "./tables.ts";

/** Names one object of an organization: what has a version of its own. */
export type ObjectRef =
  | { readonly kind: "organization" }
  | { readonly kind: "role" | "tenant" | "project"; readonly key: string }
  /** A member or an invitation. */
  | { readonly kind: "person"; readonly email: string }
  | { readonly kind: "grant"; readonly place: GrantPlace; readonly email: string };

/** An object as it is now. */
export interface LiveObject {
  readonly changed: number;
  /** As answers show it. */
  readonly body: object;
}

/** The object that a change is about. */
export function objectOf(change: Change): ObjectRef {
  switch (change.kind) {
    case "update-organization":
    case "delete-organization":
      return { kind: "organization" };
    case "create-role":
    case "update-role":
    case "delete-role":
      return { kind: "role", key: change.role };
    case "transfer-ownership":
    case "invite-member":
    case "cancel-invitation":
    case "resend-invitation":
    case "accept-invitation":
    case "change-role":
    case "update-attributes":
    case "override-permissions":
    case "remove-member":
      return { kind: "person", email: change.email };
    case "create-tenant":
    case "update-tenant":
    case "delete-tenant":
      return { kind: "tenant", key: change.tenant };
    case "grant-tenant-role":
    case "change-tenant-role":
    case "revoke-tenant-role":
      return { kind: "grant", place: { scope: "tenant", tenant: change.tenant }, email: change.email };
    case "create-project":
    case "update-project":
    case "delete-project":
      return { kind: "project", key: change.project };
    case "grant-project-role":
    case "change-project-role":
    case "revoke-project-role":
      return { kind: "grant", place: { scope: "project", project: change.project }, email: change.email };
  }
}

/** The object as it is now; undefined where there is none. `now` is ISO 8601. */
export async function tryReadObject(
  db: Db,
  state: OrganizationState,
  ref: ObjectRef,
  now: string,
): Promise<LiveObject | undefined> {
  switch (ref.kind) {
    case "organization":
      return readOrganization(db, state);
    case "person":
      return readPerson(db, state, ref.email, now);
    case "grant": {
      const row = await grantRow(db, state, ref.place, ref.email);
      if (row === undefined) return undefined;
      return {
        changed: row.changed,
        body: row.scope === "tenant" ? tenantMemberToWire(row) : projectMemberToWire(row),
      };
    }
    case "role": {
      const row = await ofKey(db.selectFrom("custom_roles").selectAll(), state, ref.key).executeTakeFirst();
      return row && { changed: row.changed, body: roleToWire(row) };
    }
    case "tenant": {
      const row = await ofKey(db.selectFrom("tenants").selectAll(), state, ref.key).executeTakeFirst();
      return row && { changed: row.changed, body: tenantToWire(row) };
    }
    case "project": {
      const row = await ofKey(db.selectFrom("projects").selectAll(), state, ref.key).executeTakeFirst();
      return row && { changed: row.changed, body: projectToWire(row) };
    }
  }
}

interface Keyed<Query> {
  where(column: "organization" | "key", operator: "=", value: string): Query;
}

function ofKey<Query extends Keyed<Query>>(query: Query, { id }: OrganizationState, key: string): Query {
  return query.where("organization", "=", id).where("key", "=", key);
}

async function readOrganization(db: Db, { id, model }: OrganizationState): Promise<LiveObject | undefined> {
  const row = await db
    .selectFrom("organizations")
    .select(["id", "key", "title", "tier", "settings", "version", "changed", "roles_stamp"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { changed: row.changed, body: organizationToWire(row, model.key) };
}

async function readPerson(
  db: Db,
  { id }: OrganizationState,
  email: string,
  now: string,
): Promise<LiveObject | undefined> {
  const row = await db
    .selectFrom("members")
    .selectAll()
    .where("organization", "=", id)
    .where("email_key", "=", emailKey(email))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { changed: row.changed, body: row.status === "active" ? memberToWire(row) : invitationToWire(row, now) };
}

async function grantRow(
  db: Db,
  { id }: OrganizationState,
  place: GrantPlace,
  email: string,
): Promise<GrantRow | undefined> {
  return db
    .selectFrom("grants")
    .selectAll()
    .where("organization", "=", id)
    .where("scope", "=", place.scope)
    .where("place", "=", keyOf(place))
    .where("email_key", "=", emailKey(email))
    .executeTakeFirst();
}
