import type { OrganizationDraft } from "../membership/draft.ts";
import type { EmailKey } from "../membership/email.ts";

/** A member's attribute as text, with the default where they have none of their own; undefined where there is none. */
export function attributeOf(facts: OrganizationDraft, person: EmailKey, attribute: string): string | undefined {
  const member = facts.member(person);
  const field = facts.model.attributes.get(attribute);
  if (member === undefined || field === undefined) return undefined;
  const own = member.attributes[attribute];
  const inherited = field.defaultFrom === undefined ? undefined : facts.organization.settings[field.defaultFrom];
  const value = own ?? inherited ?? field.default;
  return value === undefined ? undefined : String(value);
}
