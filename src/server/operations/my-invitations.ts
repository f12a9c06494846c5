import { emailKey } from "../../membership/email.ts";
import { type Answer, done } from "../http/answer.ts";
import { type Listing, page } from "../http/page.ts";
import type { WireRequest } from "../http/wire-request.ts";
import type { Principal } from "../store/principal.ts";
import type { Db, MemberRow } from "../store/tables.ts";
import { targetToWire } from "../to-wire.ts";

type MyInvitationRow = Pick<
  MemberRow,
  "invitation" | "email" | "role" | "expires_at" | "target_scope" | "target_place" | "target_role"
> & { readonly key: string; readonly title: string | null };

/** Pending invitations of one person, by organization. A token with a ceiling belongs to one and sees no others. */
export async function myInvitations(
  db: Db,
  { actAs }: WireRequest<"listMyInvitations">,
  principal: Principal,
  now: string,
): Promise<Answer> {
  if (principal.ceiling !== undefined) return done(200, { items: [], total: 0, version: 0 });
  const email = actAs === undefined ? principal.key : emailKey(actAs);
  const invitations = () =>
    db
      .selectFrom("members")
      .innerJoin("organizations", "organizations.id", "members.organization")
      .where("members.email_key", "=", email)
      .where("members.status", "=", "invited")
      .where("members.expires_at", ">", now);
  const listing: Listing<MyInvitationRow> = {
    async count() {
      const query = invitations().select((count) => count.fn.countAll<number>().as("all"));
      return Number((await query.executeTakeFirstOrThrow()).all);
    },
    slice: () =>
      invitations()
        .select(["organizations.key", "organizations.title"])
        .select(["invitation", "email", "role", "expires_at", "target_scope", "target_place", "target_role"])
        .orderBy("organizations.key")
        .execute(),
    keyOf: ({ key }) => [key],
    toWire,
  };
  return page({ limit: Number.MAX_SAFE_INTEGER }, 0, listing);
}

function toWire(row: MyInvitationRow): object {
  return {
    id: row.invitation,
    organization: row.key,
    ...(row.title === null ? {} : { title: row.title }),
    email: row.email,
    role: row.role,
    ...targetToWire(row),
    expiresAt: row.expires_at,
  };
}
