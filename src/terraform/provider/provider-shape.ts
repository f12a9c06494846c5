import { text } from "../schema/attribute.ts";
import { isHttpUrl, isKey, isNotEmpty } from "../schema/validators.ts";

/** The provider's own block. Everything in it has a variable of the environment that stands in for it. */
export const providerShape = {
  api: text({
    description: "Address of the membership API, such as `https://members.example`. Also: `CHARTER_API`.",
    presence: "optional",
    validators: [isHttpUrl],
  }),
  token: text({
    description: "Token of the person or the machine that acts. It is in no state and no plan. Also: `CHARTER_TOKEN`.",
    presence: "optional",
    sensitive: true,
    validators: [isNotEmpty],
  }),
  organization: text({
    description: "Key of the organization. Also: `CHARTER_ORGANIZATION`.",
    presence: "optional",
    validators: [isKey],
  }),
};

export const PROVIDER_DESCRIPTION =
  "Manages who belongs to an organization and in which role, by the rules of its role model: what the API would refuse is an error in the plan.";

/** The variable that stands in for an attribute. */
export const VARIABLES = {
  api: "CHARTER_API",
  token: "CHARTER_TOKEN",
  organization: "CHARTER_ORGANIZATION",
} as const;
