import { emailKey } from "../membership/email.ts";
import type { RoleModelDocument } from "../membership/generated/role-model-document.ts";
import type { Grant, Member, Organization } from "../membership/organization.ts";
import { targetColumns } from "./store/carry-out-invitations.ts";
import { newId } from "./store/secrets.ts";
import type { Store } from "./store/store.ts";
import type { Db, NewMemberRow, Tables } from "./store/tables.ts";

/** Rows of one statement: SQLite takes 32,766 parameters. */
const ROWS = 500;
const DAY_MS = 86_400_000;

/**
 * Puts a whole organization into the store as it is, as version 1, unjudged: for moving one from elsewhere, and for
 * tests. Invitations keep their expiry, and nobody is written to: people have had a letter from where they were
 * invited. They accept in the app; a letter with a token of ours leaves where their invitation is sent again.
 *
 * @throws where there is an organization of that key already
 */
export async function importOrganization(
  store: Store,
  organization: Organization,
  roleModel: RoleModelDocument,
  at: Date = new Date(),
): Promise<void> {
  await store.write(async (db) => {
    const id = newId();
    await insertOrganization(db, id, organization, roleModel);
    await insertRoles(db, id, organization);
    await insertPlaces(db, id, organization);
    const { lifetimeDays } = roleModel.invitations;
    const people = [...organization.members.values()].map((member) => memberRow(id, member, lifetimeDays, at));
    await insertMany(db, "members", people);
    await insertMany(db, "grants", [...grantRows(id, organization)]);
    await insertAccounts(db, organization, at);
    return { commit: true, value: undefined };
  });
}

async function insertOrganization(
  db: Db,
  id: string,
  { key, title, tier, settings }: Organization,
  roleModel: RoleModelDocument,
): Promise<void> {
  await db
    .insertInto("organizations")
    .values({
      id,
      key,
      title: title ?? null,
      tier: tier ?? Object.keys(roleModel.tiers).at(-1) ?? "",
      settings: JSON.stringify(settings),
      role_model: JSON.stringify(roleModel),
      version: 1,
      changed: 1,
      roles_stamp: newId(),
    })
    .execute();
}

async function insertRoles(db: Db, organization: string, { roles }: Organization): Promise<void> {
  const rows = [...roles.values()].map(({ key, scope, title, permissions }) => ({
    organization,
    key,
    scope,
    title: title ?? null,
    permissions: JSON.stringify(permissions),
    changed: 1,
  }));
  await insertMany(db, "custom_roles", rows);
}

async function insertPlaces(db: Db, organization: string, { tenants, projects }: Organization): Promise<void> {
  const common = { organization, changed: 1 };
  await insertMany(
    db,
    "tenants",
    [...tenants.values()].map(({ key, title }) => ({ ...common, key, title: title ?? null })),
  );
  await insertMany(
    db,
    "projects",
    [...projects.values()].map(({ key, title, tenant }) => ({
      ...common,
      key,
      title: title ?? null,
      tenant: tenant ?? null,
    })),
  );
}

function memberRow(organization: string, member: Member, lifetimeDays: number, at: Date): NewMemberRow {
  const invited = member.status !== "active";
  return {
    organization,
    email_key: emailKey(member.email),
    email: member.email,
    role: member.role,
    status: invited ? "invited" : "active",
    attributes: JSON.stringify(member.attributes),
    overrides: JSON.stringify(member.overrides),
    invitation: invited ? newId() : null,
    expires_at: invited ? expiryOf(member, lifetimeDays, at) : null,
    ...targetColumns(member.invitation?.target),
    changed: 1,
  };
}

/** The expiry that is known, as far as it fits the status. */
function expiryOf({ status, invitation }: Member, lifetimeDays: number, at: Date): string {
  const known = invitation?.expiresAt;
  const now = at.toISOString();
  if (status === "expired") return known !== undefined && known <= now ? known : now;
  return known !== undefined && known > now ? known : new Date(at.getTime() + lifetimeDays * DAY_MS).toISOString();
}

function* grantRows(organization: string, { tenants, projects }: Organization) {
  for (const { key, members } of tenants.values()) {
    for (const grant of members.values()) yield grantRow(organization, "tenant", key, grant);
  }
  for (const { key, members } of projects.values()) {
    for (const grant of members.values()) yield grantRow(organization, "project", key, grant);
  }
}

function grantRow(organization: string, scope: "tenant" | "project", place: string, { email, role }: Grant) {
  return { organization, scope, place, email_key: emailKey(email), email, role, changed: 1 };
}

async function insertAccounts(db: Db, { members }: Organization, at: Date): Promise<void> {
  const active = [...members.values()].filter(({ status }) => status === "active");
  const rows = active.map(({ email }) => ({
    email_key: emailKey(email),
    email,
    name: null,
    created_at: at.toISOString(),
  }));
  for (let from = 0; from < rows.length; from += ROWS) {
    await db
      .insertInto("accounts")
      .values(rows.slice(from, from + ROWS))
      .onConflict((conflict) => conflict.column("email_key").doNothing())
      .execute();
  }
}

async function insertMany<Table extends "members" | "grants" | "tenants" | "projects" | "custom_roles">(
  db: Db,
  table: Table,
  rows: readonly (Tables[Table] | NewMemberRow)[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS) {
    await db
      .insertInto(table as "members")
      .values(rows.slice(from, from + ROWS) as NewMemberRow[])
      .execute();
  }
}
