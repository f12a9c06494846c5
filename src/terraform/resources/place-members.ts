import { emailKey } from "../../membership/email.ts";
import type { Attempt } from "../provider/attempt.ts";
import type { Promised } from "../provider/foresee.ts";
import type { Look } from "../provider/look.ts";
import { type Attribute, type TextMap, text, textMap } from "../schema/attribute.ts";
import { isSameByEmail } from "../schema/same.ts";
import type { Known } from "../schema/shape.ts";
import { eachValue, hasEmailKeys, isKey } from "../schema/validators.ts";
import {
  type Below,
  grantAttempts,
  grantPromises,
  observedGrant,
  promisedAt,
  revocation,
  type WantedGrant,
} from "./grant.ts";
import { leavingRemarks } from "./leaving-remarks.ts";
import { belowOf, parsePlaceMembers } from "./place-address.ts";
import { identifier } from "./recurring-attributes.ts";
import type { Resource } from "./resource.ts";
import { byEmail, recordOf, spellings } from "./spelling.ts";

type SetShape = Readonly<Record<string, Attribute<string> | Attribute<TextMap>>>;
type SetValues = Known<SetShape>;

/** Everybody who has a role at one tenant. */
export const tenantMembers: Resource<SetShape> = placeMembers("tenant");

/** Everybody who has a role at one project. */
export const projectMembers: Resource<SetShape> = placeMembers("project");

function placeMembers(scope: Below["scope"]): Resource<SetShape> {
  const placeOf = (values: SetValues): Below => belowOf(scope, String(values[scope] ?? ""));
  return {
    typeName: `charter_${scope}_members`,
    description: `Everybody who has a role at a ${scope}, as one resource: whoever is not among them loses theirs. Not to be used beside \`charter_${scope}_member\` for the same ${scope}.`,
    version: 0,
    shape: shapeOf(scope),
    identity: [scope],
    collection: "grants",
    isWholeSet: true,
    lively: ["statuses"],
    address: (values) => `${scope}s/${String(values[scope] ?? "")}/members`,
    parseAddress: (address) => parsePlaceMembers(scope, address),
    observe: (look, values) => observed(look, placeOf(values), scope, values),
    changes: (look, desired, prior) =>
      attemptsOf(look, placeOf(desired), membersOf(desired), prior && membersOf(prior)),
    promises: (look, desired, prior) =>
      promisesOf(look, placeOf(desired), membersOf(desired), prior && membersOf(prior)),
    removal: (look, values) =>
      Object.keys(membersOf(values)).flatMap((email) => revocation(look, placeOf(values), email, [])),
    keeps: (desired) => {
      const roles = [...new Set(Object.values(membersOf(desired)))].map((role) => ({ scope, role }));
      return { roles, places: roles.length === 0 ? [placeOf(desired)] : [] };
    },
    remarks: (look, desired, prior) =>
      desired === undefined
        ? []
        : leavingRemarks(look, "grants", leaving(look, placeOf(desired), membersOf(desired)), prior),
  };
}

function membersOf({ members }: SetValues): TextMap {
  return members !== null && typeof members === "object" ? members : {};
}

function observed(look: Look, place: Below, scope: Below["scope"], values: SetValues): SetValues | undefined {
  const grants = look.facts.grantsAt(place);
  if (grants === undefined) return undefined;
  const declared = membersOf(values);
  const spelled = spellings(Object.keys(declared));
  const all = new Map(
    [...spelled.values()].map((email) => [email, observedGrant(look, place, email, declared[email] ?? null)]),
  );
  for (const [email, grant] of grants) {
    if (!spelled.has(email)) all.set(grant.email, { role: grant.role, status: "active" });
  }
  const there = [...all].flatMap(([email, grant]) => (grant === undefined ? [] : [[email, grant] as const]));
  return {
    id: `${scope}s/${String(values[scope] ?? "")}/members`,
    [scope]: values[scope] ?? null,
    members: recordOf(there.map(([email, { role }]) => [email, role])),
    statuses: recordOf(there.map(([email, { status }]) => [email, status])),
  };
}

/** Who has a role here, or the promise of one, and is not declared. */
function leaving({ facts }: Look, place: Below, declared: TextMap): string[] {
  const kept = spellings(Object.keys(declared));
  const granted = [...(facts.grantsAt(place)?.values() ?? [])].map(({ email }) => email);
  const invited = [...facts.members.values()]
    .filter((member) => member.status !== "active" && promisedAt(member, place) !== undefined)
    .map(({ email }) => email);
  return [...new Set([...granted, ...invited])].filter((email) => !kept.has(emailKey(email)));
}

/** Whoever loses their role goes first: that may free what others need. */
function attemptsOf(look: Look, place: Below, declared: TextMap, prior: TextMap | undefined): Attempt[] {
  const kept = spellings(Object.keys(declared));
  const trusted = look.completeness.grants.state === "complete";
  const gone = trusted
    ? leaving(look, place, declared)
    : Object.keys(prior ?? {}).filter((email) => !kept.has(emailKey(email)));
  const removals = gone.flatMap((email) => revocation(look, place, email, ["members"]));
  const grants = wantedAt(place, declared).flatMap((wanted) =>
    grantAttempts(look, wanted).map((attempt) => ({ ...attempt, stage: attempt.stage + 10 })),
  );
  return [...removals, ...grants];
}

function promisesOf(look: Look, place: Below, declared: TextMap, prior: TextMap | undefined): Promised[] {
  const before = byEmail(prior ?? null);
  return wantedAt(place, declared).flatMap((wanted) => grantPromises(look, wanted, before.get(emailKey(wanted.email))));
}

function wantedAt(place: Below, declared: TextMap): WantedGrant[] {
  return Object.entries(declared).map(([email, role]) => {
    const at = ["members", email] as const;
    return { place, email, role, at: { email: at, role: at, place: [place.scope] }, isNew: false };
  });
}

function shapeOf(scope: Below["scope"]): SetShape {
  return {
    id: identifier(`${scope}s/KEY/members`),
    [scope]: text({ description: `Key of the ${scope}.`, presence: "required", replaces: true, validators: [isKey] }),
    members: textMap({
      description: `Keys of roles of the ${scope}, by e-mail address.`,
      presence: "required",
      sameAs: isSameByEmail,
      validators: [hasEmailKeys, eachValue(isKey)],
    }),
    statuses: textMap({
      description: "`invited`, `active` or `expired`, by e-mail address.",
      presence: "computed",
    }),
  };
}
