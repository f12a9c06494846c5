import type { ChangeOf } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import type { InvitationTarget } from "../../membership/organization.ts";
import { removeMember } from "./carry-out-members.ts";
import { keepEnding } from "./ended-invitations.ts";
import { placeExists, setGrant } from "./grants.ts";
import { endTokens } from "./invitation-tokens.ts";
import { dropLetter, queueLetter } from "./queue-letter.ts";
import { targetOf } from "./rows.ts";
import { newId } from "./secrets.ts";
import type { Stroke } from "./stroke.ts";
import type { MemberRow } from "./tables.ts";

const DAY_MS = 86_400_000;

export async function inviteMember(stroke: Stroke, change: ChangeOf<"invite-member">): Promise<void> {
  const { db, state, version } = stroke;
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
      invitation: newId(),
      expires_at: expiryOf(stroke),
      ...targetColumns(change.target),
      changed: version,
    })
    .execute();
  await queueLetter(stroke, change.email);
}

function expiryOf({ state, now }: Stroke): string {
  return new Date(now.getTime() + state.model.invitations.lifetimeDays * DAY_MS).toISOString();
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

/** A new letter, with a new token and a new expiry; every token before dies. */
export async function resendInvitation(stroke: Stroke, email: string): Promise<void> {
  const { db, state, version } = stroke;
  await queueLetter(stroke, email);
  await endTokens(stroke, email, "replaced");
  await db
    .updateTable("members")
    .set({ expires_at: expiryOf(stroke), changed: version })
    .where("organization", "=", state.id)
    .where("email_key", "=", emailKey(email))
    .execute();
}

/** The invitation goes, with its letter and its tokens. */
export async function cancelInvitation(stroke: Stroke, email: string): Promise<void> {
  await keepEnding(stroke, email, "cancelled");
  await removeMember(stroke, email);
}

/** The person becomes active, and gets the grant that was promised where its place is still there. */
export async function acceptInvitation(stroke: Stroke, email: string): Promise<void> {
  const { db, state, version } = stroke;
  await dropLetter(stroke, email);
  await endTokens(stroke, email, "used");
  await keepEnding(stroke, email, "accepted");
  const ofPerson = db
    .selectFrom("members")
    .selectAll()
    .where("organization", "=", state.id)
    .where("email_key", "=", emailKey(email));
  const row = await ofPerson.executeTakeFirstOrThrow();
  await db
    .updateTable("members")
    .set({ status: "active", invitation: null, expires_at: null, ...targetColumns(undefined), changed: version })
    .where("organization", "=", state.id)
    .where("email_key", "=", row.email_key)
    .execute();
  const target = targetOf(row);
  if (target !== undefined && (await placeExists(stroke, target.place))) {
    await setGrant(stroke, target.place, { email, role: target.role });
  }
}
