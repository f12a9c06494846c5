import type { ChangeOf } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import type { InvitationTarget } from "../../membership/organization.ts";
import { placeExists, setGrant } from "./grants.ts";
import { type InvitationLetter, issueInvitation } from "./invitation-letter.ts";
import { targetOf } from "./rows.ts";
import { hashOf } from "./secrets.ts";
import type { Stroke } from "./stroke.ts";
import type { MemberRow } from "./tables.ts";

export async function inviteMember(stroke: Stroke, change: ChangeOf<"invite-member">): Promise<InvitationLetter> {
  const { db, state, version, now } = stroke;
  const { id, token, expiresAt } = issueInvitation(now, state.model.invitations.lifetimeDays);
  await db
    .insertInto("members")
    .values({
      organization: state.id,
      email_key: emailKey(change.email),
      email: change.email,
      role: change.role,
      status: "invited",
      attributes: JSON.stringify(change.attributes),
      overrides: "{}",
      invitation: id,
      token_hash: hashOf(token),
      expires_at: expiresAt,
      ...targetColumns(change.target),
      changed: version,
    })
    .execute();
  return { to: change.email, role: change.role, token, expiresAt };
}

/** How an invitation's target is kept. */
export function targetColumns(
  target: InvitationTarget | undefined,
): Pick<MemberRow, "target_scope" | "target_place" | "target_role"> {
  if (target === undefined) return { target_scope: null, target_place: null, target_role: null };
  const { place, role } = target;
  return {
    target_scope: place.scope,
    target_place: place.scope === "tenant" ? place.tenant : place.project,
    target_role: role,
  };
}

/** A new token and a new expiry; the token before dies. */
export async function resendInvitation(stroke: Stroke, email: string): Promise<InvitationLetter> {
  const { db, state, version, now } = stroke;
  const { token, expiresAt } = issueInvitation(now, state.model.invitations.lifetimeDays);
  const row = await db
    .updateTable("members")
    .set({ token_hash: hashOf(token), expires_at: expiresAt, changed: version })
    .where("organization", "=", state.id)
    .where("email_key", "=", emailKey(email))
    .returning(["email", "role"])
    .executeTakeFirstOrThrow();
  return { to: row.email, role: row.role, token, expiresAt };
}

/** The person becomes active, and gets the grant that was promised where its place is still there. */
export async function acceptInvitation(stroke: Stroke, email: string): Promise<void> {
  const { db, state, version } = stroke;
  const ofPerson = db
    .selectFrom("members")
    .selectAll()
    .where("organization", "=", state.id)
    .where("email_key", "=", emailKey(email));
  const row = await ofPerson.executeTakeFirstOrThrow();
  await db
    .updateTable("members")
    .set({
      status: "active",
      invitation: null,
      token_hash: null,
      expires_at: null,
      ...targetColumns(undefined),
      changed: version,
    })
    .where("organization", "=", state.id)
    .where("email_key", "=", row.email_key)
    .execute();
  const target = targetOf(row);
  if (target !== undefined && (await placeExists(stroke, target.place))) {
    await setGrant(stroke, target.place, { email, role: target.role });
  }
}
