import type { CharterDocument, Grant } from "./generated/charter-document.ts";

/** Addresses, as declared, of the people whom one entry is about; none for a group that is not declared. */
export function emailsOfGrant({ email, group }: Grant, { groups }: CharterDocument): readonly string[] {
  if (group !== undefined) return groups?.[group] ?? [];
  return email === undefined ? [] : [email];
}
