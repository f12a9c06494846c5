import type { ChangeOf } from "../../membership/change.ts";
import type { Stroke } from "./stroke.ts";

export async function setTenant({ db, state, version }: Stroke, key: string, title: string | undefined): Promise<void> {
  const fields = { title: title ?? null, changed: version };
  await db
    .insertInto("tenants")
    .values({ organization: state.id, key, ...fields })
    .onConflict((conflict) => conflict.columns(["organization", "key"]).doUpdateSet(fields))
    .execute();
}

/** Deletes a tenant with its projects and all grants there. */
export async function deleteTenant({ db, state }: Stroke, key: string): Promise<void> {
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

export async function deleteProject({ db, state }: Stroke, key: string): Promise<void> {
  await db
    .deleteFrom("grants")
    .where("organization", "=", state.id)
    .where("scope", "=", "project")
    .where("place", "=", key)
    .execute();
  await db.deleteFrom("projects").where("organization", "=", state.id).where("key", "=", key).execute();
}
