import { emailKey } from "../../membership/email.ts";
import { type Done, done, type Problem, problem } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { type OrganizationState, tryFindRole } from "../store/organization-state.ts";
import type { Principal } from "../store/principal.ts";
import { makeToken } from "../store/tokens.ts";
import { tokensListing } from "../store/tokens-listing.ts";
import { tokenToWire, type Wire } from "../to-wire.ts";
import { bumpVersion, type Deed, recordDeed } from "./deed.ts";
import { reading } from "./reading.ts";
import { actorFacts, holdsKeystone } from "./standing-of.ts";
import { inOrganization } from "./writing.ts";

type TokenOperations = Pick<Operations, "listTokens" | "createToken" | "deleteToken">;

/** Everybody makes and revokes their own tokens; holders of the keystone see and revoke everybody's. */
export function tokenOperations(means: Means): TokenOperations {
  return {
    listTokens: reading(means, async ({ query }, { db, state, actor, principal, now }) => {
      const all = holdsKeystone(await actorFacts(db, state, actor, now), actor);
      return page(query, state.version, tokensListing(db, state.id, all ? undefined : principal.key));
    }),
    createToken: inOrganization(means, (request, deed, _transacting, principal) =>
      createToken(request.body, deed, principal),
    ),
    deleteToken: inOrganization(means, (request, deed, _transacting, principal) =>
      deleteToken(request.params.id, deed, principal),
    ),
  };
}

async function createToken(
  { title, ceiling = undefined, expiresInDays }: Wire["NewToken"],
  deed: Deed,
  principal: Principal,
): Promise<Done | Problem> {
  const { db, state, actor, now } = deed;
  const under = ceiling ?? principal.ceiling;
  const refused = under === undefined ? undefined : ceilingFault(state, under, principal.ceiling);
  if (refused !== undefined) return refused;
  const expiresAt = earlier(inDays(now, expiresInDays), principal.expiresAt);
  const made = await makeToken(
    db,
    { email: actor.email, organization: state.id, title, ceiling: under, expiresAt },
    now,
  );
  const after = tokenToWire(made.row);
  await record(deed, { kind: "create-token", id: after.id, before: undefined, after });
  return done(201, { ...after, token: made.token });
}

/** A ceiling is a role of this organization, and no higher than the one of the token that asks. */
function ceilingFault(state: OrganizationState, key: string, own: string | undefined): Problem | undefined {
  if (tryFindRole(state, "organization", key) === undefined)
    return problem(422, "unknown-role", `there is no organization role ${JSON.stringify(key)}`);
  if (!reachesFurther(state, key, own)) return undefined;
  return problem(403, "permission-not-held", `a token under the ceiling ${own} makes no token that reaches to ${key}`);
}

/**
 * Whether a token under `ceiling` may do what one under `own` may not. Who finds a pipeline's token must neither make a
 * stronger one of it nor lock its owner out. Under a role that is gone a token does nothing.
 */
function reachesFurther(state: OrganizationState, ceiling: string | undefined, own: string | undefined): boolean {
  if (own === undefined) return false;
  const role = ceiling === undefined ? undefined : tryFindRole(state, "organization", ceiling);
  if (role === undefined) return ceiling === undefined;
  const bound = tryFindRole(state, "organization", own);
  return (
    bound === undefined || !role.permissions.isSubsetOf(bound.permissions) || (role.level ?? 0) > (bound.level ?? 0)
  );
}

const DAY_MS = 86_400_000;

function inDays(now: Date, days: number | undefined): string | undefined {
  return days === undefined ? undefined : new Date(now.getTime() + days * DAY_MS).toISOString();
}

function earlier(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left < right ? left : right;
}

async function deleteToken(id: string, deed: Deed, principal: Principal): Promise<Done | Problem> {
  const { db, state, actor, now } = deed;
  const query = db.selectFrom("tokens").selectAll().where("organization", "=", state.id).where("id", "=", id);
  const row = await query.executeTakeFirst();
  const own = row?.email_key === emailKey(actor.email);
  const may = own || holdsKeystone(await actorFacts(db, state, actor, now.toISOString()), actor);
  if (row === undefined || !may) return problem(404, "unknown-token", `you have no token ${JSON.stringify(id)} here`);
  if (row.id !== principal.id && reachesFurther(state, row.ceiling ?? undefined, principal.ceiling)) {
    return problem(403, "permission-not-held", "a token under a ceiling revokes none that reaches further");
  }
  await db.deleteFrom("tokens").where("id", "=", id).execute();
  await record(deed, { kind: "revoke-token", id, before: tokenToWire(row), after: undefined });
  return done(204);
}

async function record(
  deed: Deed,
  { kind, id, before, after }: { kind: string; id: string; before: object | undefined; after: object | undefined },
): Promise<void> {
  const version = await bumpVersion(deed);
  await recordDeed(deed, version, [{ actor: deed.actor.email, kind, address: `tokens/${id}`, before, after }]);
}
