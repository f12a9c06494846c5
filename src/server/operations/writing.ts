import type { Change } from "../../membership/change.ts";
import { type Done, done, type Problem, unauthenticated, unknownOrganization } from "../http/answer.ts";
import type { Operation, OperationId, WireRequest } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { type LiveObject, type ObjectRef, objectOf, tryReadObject } from "../store/live-object.ts";
import { type Principal, standingAt, tryAuthenticate, tryEnter } from "../store/principal.ts";
import { carryOutAll, type Deed } from "./deed.ts";
import { matches, preconditionFailed } from "./precondition.ts";
import { sendLetters } from "./send-letters.ts";
import { type Transacting, transactAs } from "./transact.ts";

/** What a request asks to change, and the object that the answer shows. */
export interface Intent {
  readonly object: ObjectRef;
  readonly changes: readonly Change[];
}

type Intend<Id extends OperationId> = (
  request: WireRequest<Id>,
  deed: Deed,
) => Intent | Problem | Promise<Intent | Problem>;

/** The operations of an organization: their path names it. */
export type OperationInOrganization = {
  [Id in OperationId]: WireRequest<Id>["params"] extends { readonly org: string } ? Id : never;
}[OperationId];

/** An operation that amounts to changes: the transaction, the judge, the tables, the audit event and the answer. */
export function writing<Id extends OperationInOrganization>(
  means: Means,
  intend: Intend<Id>,
  options: { readonly created?: boolean } = {},
): Operation<Id> {
  return inOrganization(means, async (request, deed, transacting) => {
    const intent = await intend(request, deed);
    if ("kind" in intent) return intent;
    const before = await read(deed, intent.object);
    const carried = intent.changes.length === 0 ? undefined : await carryOutAll(deed, intent.changes);
    if (carried?.kind === "problem") return whereAbsenceWasAsked(request, carried);
    if (!matches(request.ifMatch, before?.changed)) return preconditionFailed(changedSince(before));
    sendLetters(means, transacting, intent.changes);
    const after = await read(deed, intent.object);
    return after === undefined ? done(204) : done(options.created === true ? 201 : 200, after.body, after.changed);
  });
}

/** One change about one object. */
export function intent(change: Change): Intent {
  return { object: objectOf(change), changes: [change] };
}

function read({ db, state, now }: Deed, object: ObjectRef): Promise<LiveObject | undefined> {
  return tryReadObject(db, state, object, now.toISOString());
}

function changedSince(before: LiveObject | undefined): string {
  return before === undefined ? "there is no such object" : `the object is at v${before.changed}`;
}

/** `If-None-Match: *` found something: the judge says that it is there already. */
function whereAbsenceWasAsked(request: WireRequest<OperationInOrganization>, refused: Problem): Problem {
  if (request.ifNoneMatch === undefined || refused.code !== "already-a-member") return refused;
  return { ...preconditionFailed(refused.detail), refusals: refused.refusals ?? [] };
}

/** A transaction alone with the organization of the path, by somebody who has a part in it. */
export function inOrganization<Id extends OperationInOrganization>(
  means: Means,
  job: (
    request: WireRequest<Id>,
    deed: Deed,
    transacting: Transacting,
    principal: Principal,
  ) => Promise<Done | Problem>,
): Operation<Id> {
  return (request) =>
    transactAs(means, request, async (transacting, principal) => {
      const { org } = request.params;
      // An outsider neither waits for the organization's writers, which would tell that it is there, nor holds it.
      if ((await standingAt(transacting.db, org, principal)) === "outside") return unknownOrganization(org);
      await means.store.hold(transacting.db, { key: org });
      if (!(await isStillGood(request, transacting))) return unauthenticated();
      const deed = await tryBegin(means, request, transacting, principal);
      return deed === undefined ? unknownOrganization(org) : job(request, deed, transacting, principal);
    });
}

/** The token may have been revoked by whoever held the organization before. */
async function isStillGood({ credential = "" }: WireRequest<OperationId>, { db, now }: Transacting): Promise<boolean> {
  return (await tryAuthenticate(db, credential, now.toISOString())) !== undefined;
}

async function tryBegin(
  { store }: Means,
  request: WireRequest<OperationInOrganization>,
  { db, now }: Transacting,
  principal: Principal,
): Promise<Deed | undefined> {
  const entered = await tryEnter(db, store.rulebook, request.params.org, principal);
  if (entered === undefined) return undefined;
  const { requestId, planDigest, trace } = request;
  trace.organization = entered.state.key;
  return { db, rulebook: store.rulebook, ...entered, now, requestId, planDigest };
}
