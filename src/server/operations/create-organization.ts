import { tryFindBuiltInDocument } from "../../role-models/built-in.ts";
import { type Done, done, type Problem, problem } from "../http/answer.ts";
import type { Operation, WireRequest } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { type FoundingFault, foundOrganization } from "../store/found-organization.ts";
import { tryReadObject } from "../store/live-object.ts";
import { findOrganizationById } from "../store/organization-state.ts";
import type { Principal } from "../store/principal.ts";
import { recordDeed } from "./deed.ts";
import { type Transacting, transactAs } from "./transact.ts";

type Creating = WireRequest<"createOrganization">;

/** Whoever creates an organization is its first owner. */
export function createOrganization(means: Means): Operation<"createOrganization"> {
  return (request) => transactAs(means, request, (transacting, creator) => found(means, request, transacting, creator));
}

async function found(
  { store }: Means,
  { body, requestId, planDigest }: Creating,
  { db, now }: Transacting,
  creator: Principal,
): Promise<Done | Problem> {
  if (creator.ceiling !== undefined) {
    return problem(403, "permission-missing", "a token with a ceiling creates no organization");
  }
  const roleModel = tryFindBuiltInDocument(body.roleModel);
  if (roleModel === undefined) {
    return problem(422, "unknown-role-model", `there is no built-in role model ${JSON.stringify(body.roleModel)}`);
  }
  const { organization: key, title, tier, attributes } = body;
  const founded = await foundOrganization(db, { key, title, tier, attributes, roleModel, owner: creator.email }, now);
  if (founded.kind === "fault") return faultProblem(founded);
  const state = await findOrganizationById(db, store.rulebook, founded.id);
  const organization = await tryReadObject(db, state, { kind: "organization" }, now.toISOString());
  const deed = { db, rulebook: store.rulebook, state, actor: { email: creator.email }, now, requestId, planDigest };
  const entry = { actor: creator.email, kind: "create-organization", address: "organization", before: undefined };
  await recordDeed(deed, founded.version, [{ ...entry, after: organization?.body }]);
  return done(201, organization?.body, organization?.changed);
}

function faultProblem({ code, message }: FoundingFault): Problem {
  return problem(code === "organization-exists" ? 409 : 422, code, message);
}
