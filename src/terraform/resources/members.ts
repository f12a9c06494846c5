import { type EmailKey, emailKey } from "../../membership/email.ts";
import { isRecord, type ValueRecord } from "../codec/value.ts";
import type { Diagnostic } from "../protocol/value-messages.ts";
import { errorAt } from "../provider/diagnostic.ts";
import type { Look } from "../provider/look.ts";
import { type TextMap, textMap, textMapMap } from "../schema/attribute.ts";
import { isSameByEmail } from "../schema/same.ts";
import type { Known } from "../schema/shape.ts";
import { eachValue, hasEmailKeys, isKey, isOneOf } from "../schema/validators.ts";
import { leavingRemarks } from "./leaving-remarks.ts";
import {
  isInvitedBelow,
  memberSetAttempts,
  memberSetPromises,
  memberSetRemoval,
  stayingRemarks,
  undeclaredMembers,
} from "./member-set.ts";
import { observedPerson, type Person } from "./person.ts";
import { identifier } from "./recurring-attributes.ts";
import type { Resource } from "./resource.ts";
import { byEmail, recordOf, spellings } from "./spelling.ts";

const shape = {
  id: identifier("members"),
  members: textMap({
    description: "Keys of organization roles, by e-mail address: everybody who is to belong to the organization.",
    presence: "required",
    sameAs: isSameByEmail,
    validators: [hasEmailKeys, eachValue(isKey)],
  }),
  attributes: textMapMap({
    description: "Further fields of members, by e-mail address and field. What is not named is left as it is.",
    presence: "optional",
    sameAs: isSameByEmail,
    validators: [hasEmailKeys],
  }),
  permissions: textMapMap({
    description:
      "Permissions switched for single members, `allow` or `deny` by e-mail address and permission. For whoever is named, these are all of them.",
    presence: "optional",
    sameAs: isSameByEmail,
    validators: [hasEmailKeys, eachValue(eachValue(isOneOf(["allow", "deny"])))],
  }),
  statuses: textMap({
    description: "`invited`, `active` or `expired`, by e-mail address.",
    presence: "computed",
  }),
};

type MembersValues = Known<typeof shape>;

/** Everybody who belongs to the organization, as one resource. */
export const members: Resource<typeof shape> = {
  typeName: "charter_members",
  description:
    "Everybody who belongs to the organization, as one resource: whoever is not among them is removed, and their invitation cancelled. One resource for thousands of people is far faster than one for each. Not to be used beside `charter_member`. Destroying it removes those who are declared, except owners and the one whose token it is.",
  version: 0,
  shape,
  identity: ["id"],
  collection: "organization",
  isWholeSet: true,
  lively: ["statuses"],
  address: () => "members",
  parseAddress: (address) => (address === "members" ? { id: "members" } : undefined),
  check: (config) => [...strangers(config, "attributes"), ...strangers(config, "permissions")],
  observe: (look, values, extent) => observed(look, values, extent === "all"),
  changes: (look, desired, prior) => memberSetAttempts(look, peopleOf(desired), prior && peopleOf(prior)),
  promises: (look, desired, prior) => memberSetPromises(look, peopleOf(desired), prior && peopleOf(prior)),
  removal: (look, { members: declared }) => memberSetRemoval(look, Object.keys(declared ?? {})),
  keeps: ({ members: declared }) => ({
    people: Object.keys(declared ?? {}),
    roles: [...new Set(Object.values(declared ?? {}))].map((role) => ({ scope: "organization", role })),
  }),
  remarks: (look, desired, prior) => {
    if (desired === undefined) return stayingRemarks(look, Object.keys(prior?.members ?? {}));
    const undeclared = undeclaredMembers(look, Object.keys(desired.members ?? {}));
    return leavingRemarks(
      look,
      "members",
      undeclared.map(({ email }) => email),
      prior,
    );
  },
};

/** Those for whom something is declared and who are not members themselves. */
function strangers({ members: declared = null, ...others }: ValueRecord, name: string): Diagnostic[] {
  const given = others[name] ?? null;
  if (!isRecord(declared) || !isRecord(given)) return [];
  const known = spellings(Object.keys(declared));
  return Object.keys(given)
    .filter((email) => !known.has(emailKey(email)))
    .map((email) => errorAt([name, email], `unknown-member: members/${email}`, `${email} is not among the members`));
}

/** Everybody who is declared, by the comparison form of their address. */
function peopleOf({ members: declared, attributes, permissions }: MembersValues): ReadonlyMap<EmailKey, Person> {
  const attributesOf = byEmail(attributes);
  const permissionsOf = byEmail(permissions);
  return new Map(
    Object.entries(declared ?? {}).map(([email, role]) => {
      const key = emailKey(email);
      const person = {
        email,
        role,
        attributes: attributesOf.get(key) ?? null,
        permissions: permissionsOf.get(key) ?? null,
      };
      return [key, person];
    }),
  );
}

function observed(look: Look, values: MembersValues, all: boolean): MembersValues {
  const declared = peopleOf(values);
  const shown = [...look.facts.members.values()].flatMap((live) => {
    const wanted = declared.get(emailKey(live.email));
    if (wanted === undefined && isInvitedBelow(live)) return [];
    const managed = wanted ?? { email: live.email, role: null, attributes: null, permissions: null };
    const person = observedPerson(look, live, all ? "all" : managed);
    return [{ ...person, email: managed.email, status: live.status }];
  });
  return {
    id: "members",
    members: recordOf(shown.map(({ email, role }) => [email, role ?? ""])),
    attributes: given(
      shown.map(({ email, attributes }) => [email, attributes]),
      !all && values.attributes !== null,
    ),
    permissions: given(
      shown.map(({ email, permissions }) => [email, permissions]),
      !all && values.permissions !== null,
    ),
    statuses: recordOf(shown.map(({ email, status }) => [email, status])),
  };
}

/** The entries that are there; null for none of them, unless an empty map is what is managed. */
function given(
  entries: readonly (readonly [string, TextMap | null])[],
  managed: boolean,
): Readonly<Record<string, TextMap>> | null {
  const there = entries.flatMap(([email, value]) => (value === null ? [] : [[email, value] as const]));
  return there.length === 0 && !managed ? null : recordOf(there);
}
