import type { FieldValue } from "../membership/role-model.ts";

/** Fields as Terraform has them: a map has values of one type. */
export function fieldTexts(
  fields: Readonly<Record<string, FieldValue>> | undefined,
): Record<string, string> | undefined {
  return fields && Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}
