import type { Change } from "../../membership/change.ts";
import { type Answer, done, problem } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Means } from "../means.ts";
import { type GrantPlace, keyOf } from "../store/grants.ts";
import { grantsListing } from "../store/grants-listing.ts";
import { tryReadObject } from "../store/live-object.ts";
import type { PeopleFilter } from "../store/people-listing.ts";
import type { Deed } from "./deed.ts";
import type { Look } from "./reading.ts";
import { type Intent, intent } from "./writing.ts";

/** Grants at a place that exists. */
export async function listGrants(
  { store }: Means,
  look: Look,
  place: GrantPlace,
  query: PeopleFilter & { readonly cursor?: string; readonly limit?: number },
): Promise<Answer> {
  const { db, state } = look;
  if (!(await isThere(look, place))) return unknownPlace(place);
  const listing = grantsListing(db, state.id, place, query);
  const name = [place.scope, keyOf(place), query.role, query.search];
  return page(query, state.version, store.totals.counted(state, name, listing));
}

export async function getGrant(look: Look, place: GrantPlace, email: string): Promise<Answer> {
  if (!(await isThere(look, place))) return unknownPlace(place);
  const grant = await tryReadObject(look.db, look.state, { kind: "grant", place, email }, look.now);
  return grant === undefined
    ? problem(404, "unknown-member", `${email} has no role there`)
    : done(200, grant.body, grant.changed);
}

/** Judged as a grant where there is none or none may be, else as a change of role. */
export async function putGrant(
  { db, state, now }: Deed,
  place: GrantPlace,
  { email, role }: { readonly email: string; readonly role: string },
  conditions: { readonly ifMatch: string | undefined; readonly ifNoneMatch: string | undefined },
): Promise<Intent> {
  const present = await tryReadObject(db, state, { kind: "grant", place, email }, now.toISOString());
  const isNew = conditions.ifNoneMatch !== undefined || (present === undefined && conditions.ifMatch === undefined);
  return intent(grantChange(isNew ? "grant" : "change", place, email, role));
}

function grantChange(verb: "grant" | "change", place: GrantPlace, email: string, role: string): Change {
  return place.scope === "tenant"
    ? { kind: `${verb}-tenant-role`, tenant: place.tenant, email, role }
    : { kind: `${verb}-project-role`, project: place.project, email, role };
}

async function isThere({ db, state, now }: Look, place: GrantPlace): Promise<boolean> {
  return (await tryReadObject(db, state, { kind: place.scope, key: keyOf(place) }, now)) !== undefined;
}

export function unknownPlace(place: GrantPlace): Answer {
  return problem(404, `unknown-${place.scope}`, `there is no ${place.scope} ${JSON.stringify(keyOf(place))}`);
}
