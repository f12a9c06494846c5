import { emailKey } from "../../membership/email.ts";
import type { Member } from "../../membership/organization.ts";
import type { Look } from "../provider/look.ts";
import { text, textMap } from "../schema/attribute.ts";
import { isSameEmail } from "../schema/same.ts";
import type { Known } from "../schema/shape.ts";
import { eachValue, isEmail, isKey, isOneOf } from "../schema/validators.ts";
import { departure, observedPerson, type PersonChange, personAttempts, personPromises } from "./person.ts";
import { identifier, status } from "./recurring-attributes.ts";
import type { Resource } from "./resource.ts";

const shape = {
  id: identifier("members/EMAIL"),
  email: text({
    description:
      "E-mail address of the person; compared without regard to letter case. Another address is another person.",
    presence: "required",
    replaces: true,
    sameAs: isSameEmail,
    validators: [isEmail],
  }),
  role: text({
    description: "Key of the organization role that the person has, or is invited to.",
    presence: "required",
    validators: [isKey],
  }),
  attributes: textMap({
    description:
      "Further fields that the role model gives to members, such as `memberType`. Fields that are not named are left as they are.",
    presence: "optional",
  }),
  permissions: textMap({
    description:
      "Permissions switched for this person alone: `allow` or `deny` by permission. Where given, these are all of them; they are set once the person has joined.",
    presence: "optional",
    validators: [eachValue(isOneOf(["allow", "deny"]))],
  }),
  status,
};

type MemberValues = Known<typeof shape>;

const AT = { email: ["email"], role: ["role"], attributes: ["attributes"], permissions: ["permissions"] } as const;

/** One person's membership: invited when it is created, in whatever state of their one life afterwards. */
export const member: Resource<typeof shape> = {
  typeName: "charter_member",
  description:
    "One person's membership of the organization. Creating it sends an invitation; a pending one is in sync, and an expired one is resent.",
  version: 0,
  shape,
  identity: ["email"],
  collection: "members",
  lively: ["status"],
  address: ({ email }) => `members/${email ?? ""}`,
  parseAddress: (address) => {
    const email = address.startsWith("members/") ? address.slice("members/".length) : address;
    return isEmail(email).length === 0 ? { email } : undefined;
  },
  observe: (look, values, extent) => {
    const live = look.facts.member(emailKey(values.email ?? ""));
    return live && observed(look, live, values, extent === "all");
  },
  changes: (look, desired, prior) => personAttempts(look, changeOf(desired, prior)),
  promises: (look, desired, prior) => personPromises(look, changeOf(desired, prior)),
  removal: (look, { email }) => departure(look, email ?? "", [], 0),
  keeps: ({ email, role }) => ({
    people: email === null ? [] : [email],
    roles: role === null ? [] : [{ scope: "organization", role }],
  }),
  list: (look) => [...look.facts.members.values()].map((live) => observed(look, live, nobody(live.email), true)),
};

function observed(look: Look, live: Member, values: MemberValues, all: boolean): MemberValues {
  const email = all ? live.email : (values.email ?? live.email);
  const person = observedPerson(look, live, all ? "all" : personOf(values));
  return { ...person, id: values.id ?? `members/${email}`, email, status: live.status };
}

function changeOf(desired: MemberValues, prior: MemberValues | undefined): PersonChange {
  return { desired: personOf(desired), prior: prior && personOf(prior), at: AT, stage: 0 };
}

function personOf({ email, role, attributes, permissions }: MemberValues) {
  return { email: email ?? "", role, attributes, permissions };
}

function nobody(email: string): MemberValues {
  return { id: null, email, role: null, attributes: null, permissions: null, status: null };
}
