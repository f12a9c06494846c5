import type { ChangeOf } from "../../membership/change.ts";
import { patched } from "../../membership/patch.ts";
import type { Stroke } from "./stroke.ts";

export async function updateOrganization(
  { db, state, version }: Stroke,
  change: ChangeOf<"update-organization">,
): Promise<void> {
  await db
    .updateTable("organizations")
    .set({
      settings: JSON.stringify(patched(state.settings, change.settings)),
      changed: version,
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.tier === undefined ? {} : { tier: change.tier }),
    })
    .where("id", "=", state.id)
    .execute();
}

/** Everything in it goes with it; its audit events stay. */
export async function deleteOrganization({ db, state }: Stroke): Promise<void> {
  await db.deleteFrom("invitation_tokens").where("organization", "=", state.id).execute();
  await db.deleteFrom("projects").where("organization", "=", state.id).execute();
  await db.deleteFrom("organizations").where("id", "=", state.id).execute();
}
