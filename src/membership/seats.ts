import type { FieldValue, RoleModel } from "./role-model.ts";

/** How many people may take a seat on a tier with these settings; undefined means as many as come. */
export function seatLimit(
  model: RoleModel,
  tier: string | undefined,
  settings: Readonly<Record<string, FieldValue>>,
): number | undefined {
  const rules = tier === undefined ? undefined : model.tiers.get(tier);
  if (rules?.memberLimit === undefined) return undefined;
  const bought = rules.extraSeats === undefined ? 0 : settings[rules.extraSeats];
  return rules.memberLimit + (typeof bought === "number" ? bought : 0);
}
