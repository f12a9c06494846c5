import type { ChangeOf } from "../../membership/change.ts";
import { newId } from "./secrets.ts";
import type { Stroke } from "./stroke.ts";

export async function createRole(stroke: Stroke, change: ChangeOf<"create-role">): Promise<void> {
  const { db, state, version } = stroke;
  await db
    .insertInto("custom_roles")
    .values({
      organization: state.id,
      key: change.role,
      scope: change.scope,
      title: change.title ?? null,
      permissions: JSON.stringify(change.permissions),
      changed: version,
    })
    .execute();
  await stampRoles(stroke);
}

export async function updateRole(stroke: Stroke, change: ChangeOf<"update-role">): Promise<void> {
  const { db, state, version } = stroke;
  await db
    .updateTable("custom_roles")
    .set({
      changed: version,
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.permissions === undefined ? {} : { permissions: JSON.stringify(change.permissions) }),
    })
    .where("organization", "=", state.id)
    .where("key", "=", change.role)
    .execute();
  await stampRoles(stroke);
}

export async function deleteRole(stroke: Stroke, key: string): Promise<void> {
  const { db, state } = stroke;
  await db.deleteFrom("custom_roles").where("organization", "=", state.id).where("key", "=", key).execute();
  await stampRoles(stroke);
}

/** Whoever keeps what was made of the custom roles sees that they have changed. */
async function stampRoles({ db, state }: Stroke): Promise<void> {
  await db.updateTable("organizations").set({ roles_stamp: newId() }).where("id", "=", state.id).execute();
}
