import { emailKey } from "../../membership/email.ts";
import { type Done, done, type Problem, problem } from "../http/answer.ts";
import type { Operation, OperationId, WireRequest } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { ensureAccount } from "../store/accounts.ts";
import { endedOfPerson } from "../store/ended-invitations.ts";
import { invitationOfToken, tokenState } from "../store/invitation-tokens.ts";
import { findOrganizationById } from "../store/organization-state.ts";
import { hashOf } from "../store/secrets.ts";
import type { MemberRow } from "../store/tables.ts";
import { makeToken } from "../store/tokens.ts";
import { carryOutAll } from "./deed.ts";
import { notPending, tokenNotUsable } from "./ended-invitation.ts";
import { type Transacting, transact, transactAs } from "./transact.ts";

/** In the app: the person behind the token, or whom they act as on a test server, accepts. */
export function acceptOwn(means: Means): Operation<"acceptMyInvitation"> {
  return (request) =>
    transactAs(means, request, async (transacting, principal) => {
      if (principal.ceiling !== undefined) {
        return problem(403, "permission-missing", "a token with a ceiling accepts no invitation");
      }
      const email = request.actAs ?? principal.email;
      const { id } = request.params;
      const find = () => invitationOf(transacting, email, id);
      const row = await holding(means, transacting, find);
      if (row === undefined) return notPending(id, await endedOfPerson(transacting.db, email, id));
      const refused = await accept(means, transacting, request, row);
      if (refused !== undefined) return refused;
      await ensureAccount(transacting.db, { email: row.email }, transacting.now);
      return accepted(means, transacting, row);
    });
}

/** An invitation says which organization to hold, and is read again then: it may have been cancelled meanwhile. */
async function holding(
  { store }: Means,
  { db }: Transacting,
  find: () => Promise<MemberRow | undefined>,
): Promise<MemberRow | undefined> {
  const seen = await find();
  if (seen === undefined) return undefined;
  await store.hold(db, { id: seen.organization });
  return find();
}

function invitationOf({ db }: Transacting, email: string, id: string): Promise<MemberRow | undefined> {
  return db
    .selectFrom("members")
    .selectAll()
    .where("email_key", "=", emailKey(email))
    .where("invitation", "=", id)
    .executeTakeFirst();
}

/** By the token that was mailed. Who is new gets an account and a first access token. */
export function acceptByToken(means: Means): Operation<"acceptInvitation"> {
  return async (request) => {
    const { token, name } = request.body;
    const hash = hashOf(token);
    return transact(
      means,
      request,
      async () => ({ principal: { id: `invitation ${hash}` }, secret: token }),
      async (transacting) => {
        const { db, now } = transacting;
        const find = () => invitationOfToken(db, token);
        const row = await holding(means, transacting, find);
        if (row === undefined) return tokenNotUsable(await tokenState(db, token));
        const refused = await accept(means, transacting, request, row);
        if (refused !== undefined) return refused;
        const isNew = await ensureAccount(db, { email: row.email, name }, now);
        const made = isNew ? await makeToken(db, { email: row.email, organization: row.organization }, now) : undefined;
        return accepted(means, transacting, row, made?.token);
      },
    );
  };
}

async function accept(
  { store }: Means,
  { db, now }: Transacting,
  { requestId, planDigest }: WireRequest<OperationId>,
  row: MemberRow,
): Promise<Problem | undefined> {
  const { rulebook } = store;
  const state = await findOrganizationById(db, rulebook, row.organization);
  const deed = { db, rulebook, state, actor: { email: row.email }, now, requestId, planDigest };
  const carried = await carryOutAll(deed, [{ kind: "accept-invitation", email: row.email }]);
  return carried.kind === "problem" ? carried : undefined;
}

async function accepted({ store }: Means, { db }: Transacting, row: MemberRow, token?: string): Promise<Done> {
  const { key } = await findOrganizationById(db, store.rulebook, row.organization);
  return done(200, {
    organization: key,
    email: row.email,
    role: row.role,
    ...(token === undefined ? {} : { token }),
  });
}
