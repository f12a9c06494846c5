import { emailKey } from "../../membership/email.ts";
import type { Place } from "../../membership/scope.ts";
import type { Stroke } from "./stroke.ts";

/** A place that people are granted roles at. */
export type GrantPlace = Exclude<Place, { scope: "organization" }>;

/** The key of the tenant or project. */
export function keyOf(place: GrantPlace): string {
  return place.scope === "tenant" ? place.tenant : place.project;
}

/** Gives somebody a role at a place, in place of the one that they have there. */
export async function setGrant(
  { db, state, version }: Stroke,
  place: GrantPlace,
  { email, role }: { readonly email: string; readonly role: string },
): Promise<void> {
  const own = { organization: state.id, scope: place.scope, place: keyOf(place), email_key: emailKey(email) };
  const fields = { email, role, changed: version };
  await db
    .insertInto("grants")
    .values({ ...own, ...fields })
    .onConflict((conflict) => conflict.columns(["organization", "scope", "place", "email_key"]).doUpdateSet(fields))
    .execute();
}

export async function deleteGrant({ db, state }: Stroke, place: GrantPlace, email: string): Promise<void> {
  await db
    .deleteFrom("grants")
    .where("organization", "=", state.id)
    .where("scope", "=", place.scope)
    .where("place", "=", keyOf(place))
    .where("email_key", "=", emailKey(email))
    .execute();
}

export async function placeExists({ db, state }: Stroke, place: GrantPlace): Promise<boolean> {
  const row = await db
    .selectFrom(place.scope === "tenant" ? "tenants" : "projects")
    .select("key")
    .where("organization", "=", state.id)
    .where("key", "=", keyOf(place))
    .executeTakeFirst();
  return row !== undefined;
}
