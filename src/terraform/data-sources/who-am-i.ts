import { emailKey } from "../../membership/email.ts";
import { ORGANIZATION } from "../../membership/scope.ts";
import { holdingsOf } from "../../membership/standing.ts";
import { text, textList } from "../schema/attribute.ts";
import type { DataSource } from "./data-source.ts";

const shape = {
  email: text({ description: "E-mail address of the one whose token it is.", presence: "computed" }),
  organization: text({ description: "Key of the organization.", presence: "computed" }),
  role: text({ description: "Their role at the organization; null for none.", presence: "computed" }),
  ceiling: text({
    description: "An organization role that the token never exceeds; null for none.",
    presence: "computed",
  }),
  permissions: textList({
    description: "What the token may do at the organization, sorted.",
    presence: "computed",
  }),
};

/** Who the provider's token is. */
export const whoAmI: DataSource<typeof shape> = {
  typeName: "charter_whoami",
  description: "Who the provider's token is, and what it may do.",
  shape,
  read: ({ facts, actor }) => {
    const [own] = holdingsOf(facts, actor, ORGANIZATION);
    const member = facts.member(emailKey(actor.email));
    return {
      values: {
        email: actor.email,
        organization: facts.organization.key,
        role: member?.status === "active" ? member.role : null,
        ceiling: actor.ceiling ?? null,
        permissions: [...(own?.permissions ?? [])].sort(),
      },
    };
  },
};
