import type { FieldPatch } from "../../membership/change.ts";
import type { Facts } from "../../membership/facts.ts";
import { effectiveValue, settingsInForce } from "../../membership/field.ts";
import type { Field, FieldValue } from "../../membership/role-model.ts";
import type { TextMap } from "../schema/attribute.ts";

type Fields = ReadonlyMap<string, Field>;
type Values = Readonly<Record<string, FieldValue>>;

const WHOLE = /^\d{1,15}$/;

/** A value as a map of texts shows it. */
export function toText(value: FieldValue): string {
  return String(value);
}

/** The value that a text means for a field. What is none stays text, for the judge to refuse. */
export function fromText(fields: Fields, key: string, text: string): FieldValue {
  const type = fields.get(key)?.type;
  if (type === "integer" && WHOLE.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

export function valuesFromText(fields: Fields, texts: TextMap | null): Values {
  return Object.fromEntries(Object.entries(texts ?? {}).map(([key, text]) => [key, fromText(fields, key, text)]));
}

/**
 * What has to change for fields to have the desired values, compared by the value in force, so that writing a default
 * down is no difference. A field that was managed before and is not any more goes back to its default.
 */
export function fieldPatch(
  { model, organization }: Pick<Facts, "model" | "organization">,
  fields: Fields,
  sides: { readonly desired: TextMap | null; readonly prior: TextMap | null; readonly live: Values },
): FieldPatch | undefined {
  const patch: Record<string, FieldValue | null> = {};
  for (const [key, value] of Object.entries(valuesFromText(fields, sides.desired))) {
    if (inForce(fields, key, sides.live, settingsOf(model, fields, organization)) !== value) patch[key] = value;
  }
  for (const key of Object.keys(sides.prior ?? {})) {
    if (sides.desired?.[key] === undefined && sides.live[key] !== undefined) patch[key] = null;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** The fields that a state manages, by the values in force; of an object that is imported, all that it has itself. */
export function observedFields(
  { model, organization }: Pick<Facts, "model" | "organization">,
  fields: Fields,
  live: Values,
  managed: TextMap | null | "all",
): TextMap | null {
  if (managed === null) return null;
  const keys = managed === "all" ? Object.keys(live) : Object.keys(managed);
  const settings = settingsOf(model, fields, organization);
  const shown = keys.flatMap((key): [string, string][] => {
    const value = inForce(fields, key, live, settings);
    return value === undefined ? [] : [[key, toText(value)]];
  });
  return managed === "all" && shown.length === 0 ? null : Object.fromEntries(shown);
}

function inForce(fields: Fields, key: string, live: Values, settings: Values): FieldValue | undefined {
  const field = fields.get(key);
  return field === undefined ? live[key] : effectiveValue(field, live[key], settings);
}

/** A setting of the organization has no setting for its default. */
function settingsOf(model: Facts["model"], fields: Fields, organization: Facts["organization"]): Values {
  return fields === model.settings ? {} : settingsInForce(model, organization.settings);
}
