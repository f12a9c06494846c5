import { effectiveAccess } from "../../membership/access.ts";
import type { Change } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import { formatPlace, type Place } from "../../membership/scope.ts";
import { done, problem } from "../http/answer.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { tryReadObject } from "../store/live-object.ts";
import { loadFacts } from "../store/load-facts.ts";
import { wantedOf } from "../store/wanted.ts";
import type { Wire } from "../to-wire.ts";
import { listPeople } from "./list-people.ts";
import { type Look, reading } from "./reading.ts";
import { intent, writing } from "./writing.ts";

type MemberOperations = Pick<
  Operations,
  "listMembers" | "getMember" | "updateMember" | "removeMember" | "transferOwnership" | "getAccess"
>;

export function memberOperations(means: Means): MemberOperations {
  return {
    listMembers: reading(means, ({ query }, look) => listPeople(means, look, "active", query)),
    getMember: reading(means, async ({ params }, look) => {
      const member = await tryReadMember(look, params.email);
      return member === undefined ? unknownMember(params.email) : done(200, member.body, member.changed);
    }),
    updateMember: writing(means, ({ params, body }) => ({
      object: { kind: "person", email: params.email },
      changes: changesOf(params.email, body),
    })),
    removeMember: writing(means, ({ params }) => intent({ kind: "remove-member", email: params.email })),
    transferOwnership: writing(means, ({ body: { to, formerOwnerRole } }) =>
      intent({
        kind: "transfer-ownership",
        email: to,
        ...(formerOwnerRole === undefined ? {} : { formerOwnerRole }),
      }),
    ),
    getAccess: reading(means, async ({ params }, look) => {
      const member = await tryReadMember(look, params.email);
      return member === undefined ? unknownMember(params.email) : done(200, await accessOf(look, params.email));
    }),
  };
}

/** The role first, because changing it resets the overrides. */
function changesOf(email: string, { role, attributes, permissions }: Wire["MemberPatch"]): Change[] {
  const changes: Change[] = [];
  if (role !== undefined) changes.push({ kind: "change-role", email, role });
  if (attributes !== undefined) changes.push({ kind: "update-attributes", email, attributes });
  if (permissions !== undefined) changes.push({ kind: "override-permissions", email, overrides: permissions });
  return changes;
}

async function tryReadMember({ db, state, now }: Look, email: string) {
  const person = await tryReadObject(db, state, { kind: "person", email }, now);
  const active = person !== undefined && "status" in person.body && person.body.status === "active";
  return active ? person : undefined;
}

function unknownMember(email: string) {
  return problem(404, "unknown-member", `${email} is not a member of the organization`);
}

async function accessOf({ db, state, now }: Look, email: string): Promise<Wire["Access"]> {
  const key = emailKey(email);
  const grants = await db
    .selectFrom("grants")
    .select(["scope", "place"])
    .where("organization", "=", state.id)
    .where("email_key", "=", key)
    .orderBy("scope", "desc")
    .orderBy("place")
    .execute();
  const places = grants.map(
    ({ scope, place }): Place => (scope === "tenant" ? { scope, tenant: place } : { scope, project: place }),
  );
  const facts = await loadFacts(db, state, wantedOf([key], places), now);
  return {
    email: facts.member(key)?.email ?? email,
    places: effectiveAccess(facts, key, places).map(({ place, role, permissions }) => ({
      place: formatPlace(place),
      ...(role === undefined ? {} : { role }),
      permissions: permissions.map(({ permission, through }) => ({ permission, through })),
    })),
  };
}
