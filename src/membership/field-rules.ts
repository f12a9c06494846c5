import type { Change, ChangeOf, FieldPatch } from "./change.ts";
import type { Facts } from "./facts.ts";
import { fieldFault } from "./field.ts";
import type { Refusal } from "./refusal.ts";
import { refused } from "./refusal-text.ts";
import type { Field, FieldValue } from "./role-model.ts";
import { unsoldSeats } from "./seats.ts";

/** Attributes of members: the required ones are there, and every value is one of its field's. */
export function attributeFaults(facts: Facts, change: Change): Refusal[] {
  if (change.kind === "invite-member")
    return [
      ...missing(facts, change, change.attributes),
      ...invalid(facts.model.attributes, change, change.attributes),
    ];
  if (change.kind !== "update-attributes") return [];
  return [
    ...missing(facts, change, change.attributes, Object.keys(change.attributes)),
    ...invalid(facts.model.attributes, change, change.attributes),
  ];
}

/** Required attributes that these values lack, asked of the given fields only. */
function missing(
  facts: Facts,
  change: Change,
  values: FieldPatch,
  asked: Iterable<string> = facts.model.attributes.keys(),
): Refusal[] {
  const refusals: Refusal[] = [];
  for (const key of asked) {
    const field = facts.model.attributes.get(key);
    if (field === undefined || !field.required || field.default !== undefined || (values[field.key] ?? null) !== null)
      continue;
    const choice = field.values.length > 0 ? `: one of ${field.values.join(", ")}` : "";
    refusals.push(refused("attribute-required", change, `the attribute ${field.key} is required${choice}`));
  }
  return refusals;
}

function invalid(fields: ReadonlyMap<string, Field>, change: Change, values: FieldPatch): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [key, value] of Object.entries(values)) {
    const fault = valueFault(fields, key, value);
    if (fault !== undefined) refusals.push(refused("attribute-invalid", change, fault));
  }
  return refusals;
}

function valueFault(fields: ReadonlyMap<string, Field>, key: string, value: FieldValue | null): string | undefined {
  const field = fields.get(key);
  if (field === undefined)
    return `there is no ${JSON.stringify(key)}; the role model has ${[...fields.keys()].join(", ") || "none"}`;
  const fault = value === null ? undefined : fieldFault(field, value);
  return fault === undefined ? undefined : `${key} is ${JSON.stringify(value)} but ${fault}`;
}

/** Settings and the tier of the organization: known ones, with values of their type. */
export function settingFaults(facts: Facts, change: Change): Refusal[] {
  if (change.kind !== "update-organization") return [];
  return [
    ...invalid(facts.model.settings, change, change.settings ?? {}),
    ...unknownTier(facts, change),
    ...seatsNotSold(facts, change),
  ];
}

function unknownTier(facts: Facts, change: ChangeOf<"update-organization">): Refusal[] {
  if (change.tier === undefined || facts.model.tiers.has(change.tier)) return [];
  return [
    refused(
      "attribute-invalid",
      change,
      `tier is ${JSON.stringify(change.tier)} but must be one of ${[...facts.model.tiers.keys()].join(", ")}`,
    ),
  ];
}

/** Extra seats can only be bought on tiers that sell them. */
function seatsNotSold(facts: Facts, change: ChangeOf<"update-organization">): Refusal[] {
  const { settings = {}, tier = facts.organization.tier } = change;
  return unsoldSeats(facts.model, tier, settings).map((key) =>
    refused(
      "attribute-invalid",
      change,
      `${key} is ${String(settings[key])} but the tier ${tier} sells no extra seats`,
    ),
  );
}
