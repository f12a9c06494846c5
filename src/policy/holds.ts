import { effectiveAccess } from "../membership/access.ts";
import type { EmailKey } from "../membership/email.ts";
import { formatPlace, ORGANIZATION, type Place, SCOPES } from "../membership/scope.ts";
import { holdingAt, placesAbove } from "../membership/standing.ts";
import type { Predicate, Where } from "./assertion.ts";
import { attributeOf } from "./attribute-of.ts";
import type { PolicyState } from "./policy-state.ts";

/** Where something holds of a person, and through what. */
export interface Held {
  /** Undefined for what has no place, such as an attribute. */
  readonly place: Place | undefined;
  readonly through: string | undefined;
}

/** The first place at which the predicate holds of this person, of those that are meant. */
export function tryFindHeld(
  state: PolicyState,
  person: EmailKey,
  predicate: Predicate,
  where: Where,
): Held | undefined {
  if (predicate.kind === "attribute") {
    const holds = attributeOf(state.facts, person, predicate.attribute) === predicate.value;
    return holds ? { place: undefined, through: undefined } : undefined;
  }
  for (const place of candidates(state, person, predicate, where))
    if (holdsAt(state, person, predicate, place))
      return { place, through: throughWhat(state, person, predicate, place) };
  return undefined;
}

/** The first place, of those that are meant, at which it does not hold; for `somewhere`, when it holds nowhere. */
export function tryFindLack(
  state: PolicyState,
  person: EmailKey,
  predicate: Predicate,
  where: Where,
): { readonly place: Place | undefined } | undefined {
  if (predicate.kind === "attribute" || where.kind === "somewhere")
    return tryFindHeld(state, person, predicate, where) === undefined ? { place: undefined } : undefined;
  // What is held at the organization flows down to every place there is.
  if (predicate.kind === "can" && where.kind === "any" && holdsAt(state, person, predicate, ORGANIZATION))
    return undefined;
  const place = placesMeant(state, where).find((one) => !holdsAt(state, person, predicate, one));
  return place && { place };
}

type Placed = Exclude<Predicate, { kind: "attribute" }>;

function holdsAt({ facts }: PolicyState, person: EmailKey, predicate: Placed, place: Place): boolean {
  if (predicate.kind === "has-role") return holdingAt(facts, person, place)?.role.key === predicate.role;
  return placesAbove(facts, place).some(
    (above) => holdingAt(facts, person, above)?.permissions.has(predicate.permission) === true,
  );
}

/** A person can hold something only where they have a role, or below: no other place need be looked at. */
function candidates(state: PolicyState, person: EmailKey, predicate: Placed, where: Where): Place[] {
  if (where.kind === "at") return [where.place];
  const own = state.facts.placesOf(person).sort(widestFirst);
  if (where.kind === "somewhere") return [ORGANIZATION, ...own];
  const there = own.filter(({ scope }) => scope === where.scope);
  if (predicate.kind === "has-role") return there;
  const [first] = placesMeant(state, where);
  return [...(first === undefined ? [] : [first]), ...there, ...(where.scope === "project" ? below(state, own) : [])];
}

function widestFirst(left: Place, right: Place): number {
  if (left.scope !== right.scope) return SCOPES.indexOf(left.scope) - SCOPES.indexOf(right.scope);
  return formatPlace(left) < formatPlace(right) ? -1 : 1;
}

/** One project of each tenant in which the person has a role: all of them get the same from there. */
function below({ firstProjectOf }: PolicyState, own: readonly Place[]): Place[] {
  return own.flatMap((place) => {
    const project = place.scope === "tenant" ? firstProjectOf.get(place.tenant) : undefined;
    return project === undefined ? [] : [{ scope: "project", project } as const];
  });
}

function placesMeant({ tenants, projects }: PolicyState, where: Exclude<Where, { kind: "somewhere" }>): Place[] {
  if (where.kind === "at") return [where.place];
  return where.scope === "tenant"
    ? tenants.map((tenant) => ({ scope: "tenant", tenant }))
    : projects.map((project) => ({ scope: "project", project }));
}

function throughWhat({ facts }: PolicyState, person: EmailKey, predicate: Placed, place: Place): string | undefined {
  if (predicate.kind === "has-role") return undefined;
  const below = place.scope === "organization" ? [] : [place];
  return effectiveAccess(facts, person, below)
    .at(-1)
    ?.permissions.find(({ permission }) => permission === predicate.permission)?.through;
}
