import type { OrganizationDraft } from "../../membership/draft.ts";
import { emailKey } from "../../membership/email.ts";
import type { Member } from "../../membership/organization.ts";
import { isKeystone } from "../../membership/standing.ts";
import type { Attempt } from "../provider/attempt.ts";
import { text } from "../schema/attribute.ts";
import { isSameEmail } from "../schema/same.ts";
import { isEmail, isKey } from "../schema/validators.ts";
import { identifier } from "./recurring-attributes.ts";
import type { Resource } from "./resource.ts";

const shape = {
  id: identifier("owner"),
  email: text({
    description: "E-mail address of the one who owns the organization. Another one takes ownership over, in one step.",
    presence: "required",
    sameAs: isSameEmail,
    validators: [isEmail],
  }),
  former_owner_role: text({
    description: "Key of the role that the owner before takes. By default the one that the role model names.",
    presence: "optional",
    validators: [isKey],
  }),
};

/** Refusals that are about the role that the former owner takes. */
const FORMER_ROLE_FAULTS: NonNullable<Attempt["atFor"]> = {
  "unknown-role": ["former_owner_role"],
  "wrong-scope": ["former_owner_role"],
  "role-not-on-tier": ["former_owner_role"],
  "custom-roles-not-on-tier": ["former_owner_role"],
  "owner-by-transfer-only": ["former_owner_role"],
};

/** Who owns an organization that has exactly one owner. */
export const owner: Resource<typeof shape> = {
  typeName: "charter_owner",
  description:
    "Who owns the organization, where its role model has exactly one owner and hands ownership over. Creating this resource for the present owner changes nothing, and destroying it leaves ownership where it is.",
  version: 0,
  shape,
  identity: ["id"],
  collection: "members",
  lively: [],
  address: () => "owner",
  parseAddress: (address) => {
    const email = address.startsWith("members/") ? address.slice("members/".length) : address;
    if (address === "owner") return { id: address };
    return isEmail(email).length === 0 ? { id: "owner", email } : undefined;
  },
  observe: ({ facts }, { email, former_owner_role }, extent) => {
    const holder = tryFindOwner(facts, email);
    if (holder === undefined || (extent === "all" && email !== null && !isSameEmail(email, holder.email)))
      return undefined;
    const spelled = email !== null && isSameEmail(email, holder.email) ? email : holder.email;
    return { id: "owner", email: spelled, former_owner_role };
  },
  changes: ({ facts }, { email, former_owner_role: role }) => {
    const holder = tryFindOwner(facts, email);
    if (email === null || (holder !== undefined && isSameEmail(holder.email, email))) return [];
    const former = role === null ? {} : { formerOwnerRole: role };
    return [
      {
        change: { kind: "transfer-ownership", email, ...former },
        at: ["email"],
        atFor: role === null ? {} : FORMER_ROLE_FAULTS,
        stage: 0,
      },
    ];
  },
  removal: () => [],
  remarks: (_look, desired) =>
    desired === undefined ? ["Ownership stays where it is; only Terraform forgets who has it."] : [],
};

/** The named person, if they own the organization; else whoever does. */
export function tryFindOwner(facts: OrganizationDraft, named: string | null): Member | undefined {
  const asked = named === null ? undefined : facts.member(emailKey(named));
  if (asked !== undefined && owns(facts, asked)) return asked;
  for (const member of facts.members.values()) if (owns(facts, member)) return member;
  return undefined;
}

function owns(facts: OrganizationDraft, { role, status }: Member): boolean {
  const held = status === "active" ? facts.role("organization", role) : undefined;
  return held !== undefined && isKeystone(facts, held);
}
