import { emailKey } from "../../membership/email.ts";
import type { Stroke } from "./stroke.ts";
import type { Db, EndedInvitationRow } from "./tables.ts";

/** Keeps what became of somebody's invitation, whose row is about to go or to become a member's. */
export async function keepEnding(
  { db, state, now }: Stroke,
  email: string,
  ending: EndedInvitationRow["ending"],
): Promise<void> {
  const row = await db
    .selectFrom("members")
    .select(["invitation", "email_key", "email"])
    .where("organization", "=", state.id)
    .where("email_key", "=", emailKey(email))
    .executeTakeFirst();
  if (row === undefined || row.invitation === null) return;
  const { invitation, ...person } = row;
  await db
    .insertInto("ended_invitations")
    .values({ organization: state.id, invitation, ...person, ending, ended_at: now.toISOString() })
    .execute();
}

/** The invitation of that id, where it was one of this organization and is over. */
export function endedInOrganization(
  db: Db,
  organization: string,
  invitation: string,
): Promise<EndedInvitationRow | undefined> {
  return ended(db, invitation).where("organization", "=", organization).executeTakeFirst();
}

/** The invitation of that id, where it was this person's and is over. */
export function endedOfPerson(db: Db, email: string, invitation: string): Promise<EndedInvitationRow | undefined> {
  return ended(db, invitation).where("email_key", "=", emailKey(email)).executeTakeFirst();
}

function ended(db: Db, invitation: string) {
  return db.selectFrom("ended_invitations").selectAll().where("invitation", "=", invitation);
}
