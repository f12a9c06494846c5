import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { auditByTime } from "./audit-by-time.ts";
import type { TextType } from "./dialect.ts";
import { endedInvitationsTable } from "./ended-invitations-table.ts";

/** Every change of the schema since the first one, in order; a released one is never edited. */
export function migrations(text: TextType): Record<string, Migration> {
  return {
    "0001-membership": { up: (db) => membership(db, text) },
    "0002-access-and-history": { up: (db) => accessAndHistory(db, text) },
    "0003-letters": { up: (db) => letters(db, text) },
    "0004-audit-by-time": { up: auditByTime },
    "0005-ended-invitations": { up: (db) => endedInvitationsTable(db, text) },
  };
}

async function membership(db: Kysely<unknown>, text: TextType): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("organizations")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("key", text, (column) => column.notNull().unique())
    .addColumn("title", text)
    .addColumn("tier", text, (column) => column.notNull())
    .addColumn("settings", text, (column) => column.notNull())
    .addColumn("role_model", text, (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("changed", "integer", (column) => column.notNull())
    .addColumn("roles_stamp", text, (column) => column.notNull())
    .execute();
  await ofOrganization(db, text, "custom_roles", ["organization", "key"])
    .addColumn("key", text, (column) => column.notNull())
    .addColumn("scope", text, (column) => column.notNull())
    .addColumn("title", text)
    .addColumn("permissions", text, (column) => column.notNull())
    .execute();
  await ofOrganization(db, text, "tenants", ["organization", "key"])
    .addColumn("key", text, (column) => column.notNull())
    .addColumn("title", text)
    .execute();
  await projects(db, text);
  await members(db, text);
  await grants(db, text);
}

async function projects(db: Kysely<unknown>, text: TextType): Promise<void> {
  await ofOrganization(db, text, "projects", ["organization", "key"])
    .addColumn("key", text, (column) => column.notNull())
    .addColumn("title", text)
    .addColumn("tenant", text)
    .addForeignKeyConstraint("projects_tenant", ["organization", "tenant"], "tenants", ["organization", "key"], (key) =>
      key.onDelete("cascade"),
    )
    .execute();
  await db.schema.createIndex("projects_by_tenant").on("projects").columns(["organization", "tenant"]).execute();
}

async function members(db: Kysely<unknown>, text: TextType): Promise<void> {
  await ofOrganization(db, text, "members", ["organization", "email_key"])
    .addColumn("email_key", text, (column) => column.notNull())
    .addColumn("email", text, (column) => column.notNull())
    .addColumn("role", text, (column) => column.notNull())
    .addColumn("status", text, (column) => column.notNull())
    .addColumn("attributes", text, (column) => column.notNull())
    .addColumn("overrides", text, (column) => column.notNull())
    .addColumn("invitation", text)
    .addColumn("expires_at", text)
    .addColumn("target_scope", text)
    .addColumn("target_place", text)
    .addColumn("target_role", text)
    .execute();
  const { schema } = db;
  await schema
    .createIndex("members_by_status")
    .on("members")
    .columns(["organization", "status", "email_key"])
    .execute();
  await schema
    .createIndex("members_by_role")
    .on("members")
    .columns(["organization", "role", "status", "email_key"])
    .execute();
  await schema.createIndex("members_by_invitation").on("members").columns(["invitation"]).execute();
  await schema.createIndex("members_by_email").on("members").columns(["email_key"]).execute();
}

async function grants(db: Kysely<unknown>, text: TextType): Promise<void> {
  await ofOrganization(db, text, "grants", ["organization", "scope", "place", "email_key"])
    .addColumn("scope", text, (column) => column.notNull())
    .addColumn("place", text, (column) => column.notNull())
    .addColumn("email_key", text, (column) => column.notNull())
    .addColumn("email", text, (column) => column.notNull())
    .addColumn("role", text, (column) => column.notNull())
    .execute();
  await db.schema.createIndex("grants_by_person").on("grants").columns(["organization", "email_key"]).execute();
  await db.schema.createIndex("grants_by_role").on("grants").columns(["organization", "scope", "role"]).execute();
}

/** A table whose rows belong to one organization and go with it. */
function ofOrganization(db: Kysely<unknown>, text: TextType, table: string, key: ["organization", ...string[]]) {
  return db.schema
    .createTable(table)
    .addColumn("organization", text, (column) => column.notNull().references("organizations.id").onDelete("cascade"))
    .addColumn("changed", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint(`${table}_key`, key as never);
}

async function accessAndHistory(db: Kysely<unknown>, text: TextType): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("accounts")
    .addColumn("email_key", text, (column) => column.primaryKey())
    .addColumn("email", text, (column) => column.notNull())
    .addColumn("name", text)
    .addColumn("created_at", text, (column) => column.notNull())
    .execute();
  await schema
    .createTable("tokens")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("hash", text, (column) => column.notNull().unique())
    .addColumn("email_key", text, (column) => column.notNull())
    .addColumn("email", text, (column) => column.notNull())
    .addColumn("organization", text, (column) => column.references("organizations.id").onDelete("set null"))
    .addColumn("title", text)
    .addColumn("ceiling", text)
    .addColumn("created_at", text, (column) => column.notNull())
    .addColumn("expires_at", text)
    .execute();
  await schema.createIndex("tokens_by_organization").on("tokens").columns(["organization", "id"]).execute();
  await idempotencyKeys(db, text);
  await auditEvents(db, text);
}

async function idempotencyKeys(db: Kysely<unknown>, text: TextType): Promise<void> {
  await db.schema
    .createTable("idempotency_keys")
    .addColumn("principal", text, (column) => column.notNull())
    .addColumn("key", text, (column) => column.notNull())
    .addColumn("fingerprint", text, (column) => column.notNull())
    .addColumn("answer", text, (column) => column.notNull())
    .addColumn("created_at", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("idempotency_keys_key", ["principal", "key"])
    .execute();
  await db.schema.createIndex("idempotency_keys_by_age").on("idempotency_keys").columns(["created_at"]).execute();
}

async function auditEvents(db: Kysely<unknown>, text: TextType): Promise<void> {
  await db.schema
    .createTable("audit_events")
    .addColumn("organization", text, (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("at", text, (column) => column.notNull())
    .addColumn("actor", text, (column) => column.notNull())
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("address", text, (column) => column.notNull())
    .addColumn("before", text)
    .addColumn("after", text)
    .addColumn("request_id", text, (column) => column.notNull())
    .addColumn("plan_digest", text)
    .addPrimaryKeyConstraint("audit_events_key", ["organization", "version", "seq"])
    .execute();
}

async function letters(db: Kysely<unknown>, text: TextType): Promise<void> {
  const { schema } = db;
  const person = ["organization", "email_key"] as const;
  await schema
    .createTable("letters")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("organization", text, (column) => column.notNull())
    .addColumn("email_key", text, (column) => column.notNull())
    .addColumn("inviter", text, (column) => column.notNull())
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("queued_at", text, (column) => column.notNull())
    .addColumn("next_attempt_at", text, (column) => column.notNull())
    .addColumn("claim", text)
    .addColumn("last_error", text)
    .addUniqueConstraint("letters_of_person", [...person])
    .addForeignKeyConstraint("letters_invitation", [...person], "members", [...person], (key) =>
      key.onDelete("cascade"),
    )
    .execute();
  await schema.createIndex("letters_by_time").on("letters").columns(["state", "next_attempt_at"]).execute();
  await schema.createIndex("letters_by_claim").on("letters").columns(["claim"]).execute();
  // No reference to the organization: checking it would wait for its writers, who may wait for the letter.
  await schema
    .createTable("invitation_tokens")
    .addColumn("hash", text, (column) => column.primaryKey())
    .addColumn("organization", text, (column) => column.notNull())
    .addColumn("email_key", text, (column) => column.notNull())
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("expires_at", text, (column) => column.notNull())
    .execute();
  await schema
    .createIndex("invitation_tokens_by_person")
    .on("invitation_tokens")
    .columns([...person])
    .execute();
  await schema.createIndex("invitation_tokens_by_age").on("invitation_tokens").columns(["expires_at"]).execute();
}
