import type { Actor } from "../../membership/standing.ts";
import { type Answer, unauthenticated, unknownOrganization } from "../http/answer.ts";
import type { Operation, WireRequest } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import type { OrganizationState } from "../store/organization-state.ts";
import { type Principal, tryAuthenticate, tryEnter } from "../store/principal.ts";
import type { Db } from "../store/tables.ts";
import type { OperationInOrganization } from "./writing.ts";

/** One consistent look at one organization, by somebody who has a part in it. */
export interface Look {
  readonly db: Db;
  readonly state: OrganizationState;
  readonly actor: Actor;
  readonly principal: Principal;
  /** ISO 8601. */
  readonly now: string;
}

/** An operation that reads. */
export function reading<Id extends OperationInOrganization>(
  means: Means,
  answer: (request: WireRequest<Id>, look: Look) => Promise<Answer>,
): Operation<Id> {
  return (request) =>
    means.store.read(async (db) => {
      const look = await tryLook(means, db, request);
      return "kind" in look ? look : answer(request, look);
    });
}

/** Who asks, and what they may see: the organization of the path. */
export async function tryLook(
  { store, now }: Means,
  db: Db,
  { credential, params, trace }: WireRequest<OperationInOrganization>,
): Promise<Look | Extract<Answer, { kind: "problem" }>> {
  const at = now().toISOString();
  const principal = await tryAuthenticate(db, credential ?? "", at);
  if (principal === undefined) return unauthenticated();
  trace.token = principal.id;
  const entered = await tryEnter(db, store.rulebook, params.org, principal);
  if (entered === undefined) return unknownOrganization(params.org);
  trace.organization = entered.state.key;
  return { db, ...entered, principal, now: at };
}
