import { type Answer, done, unauthenticated } from "../http/answer.ts";
import type { OperationId, Operations, WireRequest } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { findOrganizationById, tryFindRole } from "../store/organization-state.ts";
import { type Principal, tryAuthenticate } from "../store/principal.ts";
import type { Rulebook } from "../store/rulebook.ts";
import type { Db } from "../store/tables.ts";
import type { Wire } from "../to-wire.ts";
import { acceptByToken, acceptOwn } from "./acceptance.ts";
import { myInvitations } from "./my-invitations.ts";

type IdentityOperations = Pick<Operations, "getMe" | "listMyInvitations" | "acceptMyInvitation" | "acceptInvitation">;

export function identityOperations(means: Means): IdentityOperations {
  return {
    getMe: (request) =>
      asPrincipal(means, request, async (db, principal) =>
        done(200, await identityOf(db, means.store.rulebook, principal)),
      ),
    listMyInvitations: (request) =>
      asPrincipal(means, request, (db, principal, now) => myInvitations(db, request, principal, now)),
    acceptMyInvitation: acceptOwn(means),
    acceptInvitation: acceptByToken(means),
  };
}

function asPrincipal(
  { store, now }: Means,
  { credential, trace }: WireRequest<OperationId>,
  answer: (db: Db, principal: Principal, now: string) => Promise<Answer>,
): Promise<Answer> {
  return store.read(async (db) => {
    const at = now().toISOString();
    const principal = await tryAuthenticate(db, credential ?? "", at);
    if (principal === undefined) return unauthenticated();
    trace.token = principal.id;
    return answer(db, principal, at);
  });
}

/** With a ceiling, the token is good for one organization, and the others are not told. */
async function identityOf(db: Db, rulebook: Rulebook, principal: Principal): Promise<Wire["Identity"]> {
  const { email, key, ceiling } = principal;
  const account = await db.selectFrom("accounts").select("name").where("email_key", "=", key).executeTakeFirst();
  const rows = await db
    .selectFrom("members")
    .select(["organization", "role"])
    .where("email_key", "=", key)
    .where("status", "=", "active")
    .execute();
  const memberships: Wire["Membership"][] = [];
  for (const row of rows) {
    if (ceiling !== undefined && row.organization !== principal.organization) continue;
    const state = await findOrganizationById(db, rulebook, row.organization);
    const level = tryFindRole(state, "organization", row.role)?.level ?? null;
    memberships.push({ organization: state.key, role: row.role, level, ...(ceiling === undefined ? {} : { ceiling }) });
  }
  memberships.sort((left, right) => (left.organization < right.organization ? -1 : 1));
  const name = account?.name ?? null;
  return { email, ...(name === null ? {} : { name }), memberships };
}
