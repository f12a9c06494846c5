import { type EmailKey, emailKey } from "../../membership/email.ts";
import type { Actor } from "../../membership/standing.ts";
import type { OrganizationState } from "./organization-state.ts";
import { hashOf } from "./secrets.ts";
import type { Db } from "./tables.ts";

/** The person behind a bearer token, and how far the token goes. */
export interface Principal {
  /** Names the token, not the person. */
  readonly id: string;
  readonly email: string;
  readonly key: EmailKey;
  /** An organization role that the token never exceeds; it is then good for `organization` only. */
  readonly ceiling: string | undefined;
  /** Internal id. */
  readonly organization: string | undefined;
  readonly expiresAt: string | undefined;
}

/** Whose token this is; undefined for one that is unknown, revoked or expired. `now` is ISO 8601. */
export async function tryAuthenticate(db: Db, token: string, now: string): Promise<Principal | undefined> {
  const row = await db.selectFrom("tokens").selectAll().where("hash", "=", hashOf(token)).executeTakeFirst();
  if (row === undefined || (row.expires_at !== null && row.expires_at <= now)) return undefined;
  return {
    id: row.id,
    email: row.email,
    key: emailKey(row.email),
    ceiling: row.ceiling ?? undefined,
    organization: row.organization ?? undefined,
    expiresAt: row.expires_at ?? undefined,
  };
}

/** The principal as an actor in this organization; undefined for whoever has no part in it. */
export async function tryActAs(db: Db, state: OrganizationState, principal: Principal): Promise<Actor | undefined> {
  const { ceiling, email, key } = principal;
  if (ceiling !== undefined && principal.organization !== state.id) return undefined;
  if (!(await takesPart(db, state, key))) return undefined;
  return ceiling === undefined ? { email } : { email, ceiling };
}

async function takesPart(db: Db, state: OrganizationState, email: EmailKey): Promise<boolean> {
  const member = await db
    .selectFrom("members")
    .select("status")
    .where("organization", "=", state.id)
    .where("email_key", "=", email)
    .executeTakeFirst();
  if (member?.status === "active") return true;
  if (state.model.invitations.grantsRequireMembership) return false;
  const grant = await db
    .selectFrom("grants")
    .select("role")
    .where("organization", "=", state.id)
    .where("email_key", "=", email)
    .limit(1)
    .executeTakeFirst();
  return grant !== undefined;
}
