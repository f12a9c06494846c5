import { setImmediate } from "node:timers/promises";
import { findOrganizationById } from "./organization-state.ts";
import { countGrants, countPeople, countRows } from "./snapshot-counts.ts";
import * as line from "./snapshot-line.ts";
import type { Store } from "./store.ts";
import type { Db } from "./tables.ts";

/** Rows that are read, and sent, at once. */
const CHUNK = 2_000;

/**
 * Everything in an organization at one version, as NDJSON in chunks of many lines: header, organization, roles,
 * members, invitations, tenants, tenant members, projects, project members, trailer. `now` is ISO 8601.
 */
export async function* snapshotChunks(store: Store, organization: string, now: string): AsyncGenerator<string> {
  const view = await store.openView();
  try {
    const { db } = view;
    const { version, model } = await findOrganizationById(db, store.rulebook, organization);
    const counts = await countAll(db, organization);
    yield line.header(version, counts);
    const own = await db
      .selectFrom("organizations")
      .select(["key", "title", "tier", "settings", "changed"])
      .where("id", "=", organization)
      .executeTakeFirstOrThrow();
    yield line.organization(own, model.key);
    for await (const chunk of objects(db, organization, now)) yield chunk;
    const lines = Object.values(counts).reduce((sum, count) => sum + count, 1);
    yield line.trailer(version, lines);
  } catch (error) {
    throw store.faultOf(error);
  } finally {
    await view.close();
  }
}

async function countAll(db: Db, organization: string): Promise<line.Counts> {
  return {
    members: await countPeople(db, organization, "active"),
    invitations: await countPeople(db, organization, "invited"),
    roles: await countRows(db, organization, "custom_roles"),
    tenants: await countRows(db, organization, "tenants"),
    projects: await countRows(db, organization, "projects"),
    tenantMembers: await countGrants(db, organization, "tenant"),
    projectMembers: await countGrants(db, organization, "project"),
  };
}

async function* objects(db: Db, organization: string, now: string): AsyncGenerator<string> {
  yield* keyed((after) => rolesAfter(db, organization, after), line.role);
  yield* people(db, organization, "active", line.member);
  yield* people(db, organization, "invited", (row) => line.invitation(row, now));
  yield* keyed((after) => tenantsAfter(db, organization, after), line.tenant);
  yield* grants(db, organization, "tenant");
  yield* keyed((after) => projectsAfter(db, organization, after), line.project);
  yield* grants(db, organization, "project");
}

/**
 * Reads on from the last key until a chunk comes back short. An embedded database answers at once, so between chunks
 * whoever else waits for the server has a turn: a hundred chunks in a row would keep them for a second.
 */
async function* chunks<Row>(
  next: (last: Row | undefined) => Promise<readonly Row[]>,
  write: (row: Row) => string,
): AsyncGenerator<string> {
  let last: Row | undefined;
  for (;;) {
    const rows = await next(last);
    if (rows.length > 0) yield rows.map(write).join("");
    if (rows.length < CHUNK) return;
    last = rows.at(-1);
    await setImmediate();
  }
}

function keyed<Row extends { readonly key: string }>(
  next: (after: string) => Promise<readonly Row[]>,
  write: (row: Row) => string,
): AsyncGenerator<string> {
  return chunks<Row>((last) => next(last?.key ?? ""), write);
}

function rolesAfter(db: Db, organization: string, after: string) {
  const query = db.selectFrom("custom_roles").selectAll().where("organization", "=", organization);
  return query.where("key", ">", after).orderBy("key").limit(CHUNK).execute();
}

function tenantsAfter(db: Db, organization: string, after: string) {
  const query = db.selectFrom("tenants").selectAll().where("organization", "=", organization);
  return query.where("key", ">", after).orderBy("key").limit(CHUNK).execute();
}

function projectsAfter(db: Db, organization: string, after: string) {
  const query = db.selectFrom("projects").selectAll().where("organization", "=", organization);
  return query.where("key", ">", after).orderBy("key").limit(CHUNK).execute();
}

function people(
  db: Db,
  organization: string,
  status: "active" | "invited",
  write: (row: line.PersonRow) => string,
): AsyncGenerator<string> {
  const columns = status === "active" ? line.MEMBER_COLUMNS : line.INVITATION_COLUMNS;
  const next = (last: line.PersonRow | undefined): Promise<line.PersonRow[]> =>
    db
      .selectFrom("members")
      .select(columns)
      .where("organization", "=", organization)
      .where("status", "=", status)
      .where("email_key", ">", last?.email_key ?? "")
      .orderBy("email_key")
      .limit(CHUNK)
      .execute();
  return chunks(next, write);
}

function grants(db: Db, organization: string, scope: "tenant" | "project"): AsyncGenerator<string> {
  const next = (last: line.GrantLineRow | undefined): Promise<line.GrantLineRow[]> => {
    const { place, email_key } = last ?? { place: "", email_key: "" };
    return db
      .selectFrom("grants")
      .select(["place", "email_key", "email", "role", "changed"])
      .where("organization", "=", organization)
      .where("scope", "=", scope)
      .where(({ eb, refTuple, tuple }) => eb(refTuple("place", "email_key"), ">", tuple(place, email_key)))
      .orderBy("place")
      .orderBy("email_key")
      .limit(CHUNK)
      .execute();
  };
  return chunks(next, (row) => line.grant(scope, row));
}
