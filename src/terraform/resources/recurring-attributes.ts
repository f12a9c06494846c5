import { text } from "../schema/attribute.ts";

/** The address of an object, in the words of plans: what it is imported by. */
export function identifier(form: string) {
  return text({ description: `Address of the object, \`${form}\`.`, presence: "computed" });
}

/** The one life of a member. */
export const status = text({
  description:
    "`invited`, `active`, or `expired` where the invitation was not accepted in time. That somebody accepts outside of Terraform is no difference.",
  presence: "computed",
});

export const title = text({
  description: "Name for people. Where it is not given, the present one is left as it is.",
  presence: "optional-computed",
});
