import type { SelectQueryBuilder } from "kysely";
import type { ChangeOf } from "../../membership/change.ts";
import type { Stroke } from "./stroke.ts";
import type { Tables } from "./tables.ts";

export async function setTenant({ db, state, version }: Stroke, key: string, title: string | undefined): Promise<void> {
  const fields = { title: title ?? null, changed: version };
  await db
    .insertInto("tenants")
    .values({ organization: state.id, key, ...fields })
    .onConflict((conflict) => conflict.columns(["organization", "key"]).doUpdateSet(fields))
    .execute();
}

/** Deletes a tenant with its projects, all grants there and what invitations promise there. */
export async function deleteTenant(stroke: Stroke, key: string): Promise<void> {
  const { db, state } = stroke;
  const projects = db
    .selectFrom("projects")
    .select("key")
    .where("organization", "=", state.id)
    .where("tenant", "=", key);
  await db
    .deleteFrom("grants")
    .where("organization", "=", state.id)
    .where("scope", "=", "project")
    .where("place", "in", projects)
    .execute();
  await db
    .deleteFrom("grants")
    .where("organization", "=", state.id)
    .where("scope", "=", "tenant")
    .where("place", "=", key)
    .execute();
  await dropPromises(stroke, "project", projects);
  await dropPromises(stroke, "tenant", [key]);
  await db.deleteFrom("projects").where("organization", "=", state.id).where("tenant", "=", key).execute();
  await db.deleteFrom("tenants").where("organization", "=", state.id).where("key", "=", key).execute();
}

export async function createProject(
  { db, state, version }: Stroke,
  { project, title, tenant }: ChangeOf<"create-project">,
): Promise<void> {
  const row = { organization: state.id, key: project, title: title ?? null, tenant: tenant ?? null, changed: version };
  await db.insertInto("projects").values(row).execute();
}

export async function updateProject(
  { db, state, version }: Stroke,
  { project, title, tenant }: ChangeOf<"update-project">,
): Promise<void> {
  await db
    .updateTable("projects")
    .set({
      changed: version,
      ...(title === undefined ? {} : { title }),
      ...(tenant === undefined ? {} : { tenant }),
    })
    .where("organization", "=", state.id)
    .where("key", "=", project)
    .execute();
}

export async function deleteProject(stroke: Stroke, key: string): Promise<void> {
  const { db, state } = stroke;
  await dropPromises(stroke, "project", [key]);
  await db
    .deleteFrom("grants")
    .where("organization", "=", state.id)
    .where("scope", "=", "project")
    .where("place", "=", key)
    .execute();
  await db.deleteFrom("projects").where("organization", "=", state.id).where("key", "=", key).execute();
}

/**
 * Who is invited to a place that is deleted joins the organization all the same, and has no role in another place that
 * gets its key. The invitation keeps its version: a plan that deletes a project and cancels an invitation to it does
 * both at once.
 */
async function dropPromises(
  { db, state }: Stroke,
  scope: "tenant" | "project",
  places: readonly string[] | SelectQueryBuilder<Tables, "projects", { key: string }>,
): Promise<void> {
  await db
    .updateTable("members")
    .set({ target_scope: null, target_place: null, target_role: null })
    .where("organization", "=", state.id)
    .where("target_scope", "=", scope)
    .where("target_place", "in", places)
    .execute();
}
