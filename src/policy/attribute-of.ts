import type { OrganizationDraft } from "../membership/draft.ts";
import type { EmailKey } from "../membership/email.ts";
import { effectiveValue, settingsInForce } from "../membership/field.ts";

/** A member's attribute in force, as text; undefined where there is neither a value nor a default. */
export function attributeOf(facts: OrganizationDraft, person: EmailKey, attribute: string): string | undefined {
  const member = facts.member(person);
  const field = facts.model.attributes.get(attribute);
  if (member === undefined || field === undefined) return undefined;
  const settings = settingsInForce(facts.model, facts.organization.settings);
  const value = effectiveValue(field, member.attributes[attribute], settings);
  return value === undefined ? undefined : String(value);
}
