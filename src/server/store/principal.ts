import { type EmailKey, emailKey } from "../../membership/email.ts";
import type { Actor } from "../../membership/standing.ts";
import { type OrganizationState, tryFindOrganization } from "./organization-state.ts";
import type { Rulebook } from "./rulebook.ts";
import { hashOf, isBearerToken, isSameHash } from "./secrets.ts";
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
  if (!isBearerToken(token)) return undefined;
  const hash = hashOf(token);
  const row = await db.selectFrom("tokens").selectAll().where("hash", "=", hash).executeTakeFirst();
  // The index finds by what its collation takes for equal; what decides is this.
  if (row === undefined || !isSameHash(row.hash, hash)) return undefined;
  if (row.expires_at !== null && row.expires_at <= now) return undefined;
  return {
    id: row.id,
    email: row.email,
    key: emailKey(row.email),
    ceiling: row.ceiling ?? undefined,
    organization: row.organization ?? undefined,
    expiresAt: row.expires_at ?? undefined,
  };
}

/** An organization, and the principal as an actor in it. */
export interface Entered {
  readonly state: OrganizationState;
  readonly actor: Actor;
}

/** Undefined for an organization in which the principal has no part as for one that is not there. */
export async function tryEnter(
  db: Db,
  rulebook: Rulebook,
  key: string,
  principal: Principal,
): Promise<Entered | undefined> {
  const standing = await standingAt(db, key, principal);
  if (standing === "outside") return undefined;
  const state = await tryFindOrganization(db, rulebook, key);
  if (state === undefined || (standing === "guest" && state.model.invitations.grantsRequireMembership))
    return undefined;
  const { ceiling, email } = principal;
  return { state, actor: ceiling === undefined ? { email } : { email, ceiling } };
}

/** A guest has a role at a tenant or a project, and none at the organization. */
export type Standing = "member" | "guest" | "outside";

/**
 * What part the principal has in the organization of that key. An outsider's question costs the same two queries
 * whether there is such an organization or not, and neither waits for a writer.
 */
export async function standingAt(db: Db, key: string, principal: Principal): Promise<Standing> {
  const row = await db
    .selectFrom("organizations")
    .leftJoin("members", (join) =>
      join.onRef("members.organization", "=", "organizations.id").on("members.email_key", "=", principal.key),
    )
    .select(["organizations.id", "members.status"])
    .where("organizations.key", "=", key)
    .executeTakeFirst();
  const strange = principal.ceiling !== undefined && principal.organization !== row?.id;
  if (row?.status === "active" && !strange) return "member";
  const grant = await db
    .selectFrom("grants")
    .select("role")
    .where("organization", "=", row?.id ?? "")
    .where("email_key", "=", principal.key)
    .limit(1)
    .executeTakeFirst();
  return grant === undefined || strange ? "outside" : "guest";
}
