import type { ChangeOf } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import type { Member } from "../../membership/organization.ts";
import { patched } from "../../membership/patch.ts";
import { endTokens } from "./invitation-tokens.ts";
import { memberOf } from "./rows.ts";
import type { Stroke } from "./stroke.ts";

type Patch = typeof patched;

/** Rewrites fields of one person. Does nothing for somebody who is not there. */
export async function updateMember(
  { db, state, version, now }: Stroke,
  email: string,
  update: (member: Member, patch: Patch) => Partial<Pick<Member, "role" | "attributes" | "overrides">>,
): Promise<void> {
  const ofPerson = db
    .selectFrom("members")
    .selectAll()
    .where("organization", "=", state.id)
    .where("email_key", "=", emailKey(email));
  const row = await ofPerson.executeTakeFirst();
  if (row === undefined) return;
  const member = memberOf(row, now.toISOString());
  const { role, attributes, overrides } = { ...member, ...update(member, patched) };
  await db
    .updateTable("members")
    .set({ role, attributes: JSON.stringify(attributes), overrides: JSON.stringify(overrides), changed: version })
    .where("organization", "=", state.id)
    .where("email_key", "=", row.email_key)
    .execute();
}

/** Removes a person with every grant that they have, or their invitation with its letter. */
export async function removeMember(stroke: Stroke, email: string): Promise<void> {
  const { db, state } = stroke;
  const key = emailKey(email);
  await db.deleteFrom("grants").where("organization", "=", state.id).where("email_key", "=", key).execute();
  await db.deleteFrom("members").where("organization", "=", state.id).where("email_key", "=", key).execute();
  await endTokens(stroke, email, "cancelled");
}

/** The former owners take the role named for them, the new one the keystone role. */
export async function transferOwnership(stroke: Stroke, change: ChangeOf<"transfer-ownership">): Promise<void> {
  const { db, state, version } = stroke;
  const { keystone, formerOwnerRole } = state.model.ownership;
  const formerRole = change.formerOwnerRole ?? formerOwnerRole;
  if (!("role" in keystone) || formerRole === undefined) return;
  await db
    .updateTable("members")
    .set({ role: formerRole, overrides: "{}", changed: version })
    .where("organization", "=", state.id)
    .where("role", "=", keystone.role)
    .where("status", "=", "active")
    .execute();
  await updateMember(stroke, change.email, () => ({ role: keystone.role, overrides: {} }));
}
